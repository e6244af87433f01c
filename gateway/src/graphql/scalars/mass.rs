use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

/// A mass in grams, written as decimal text: `"250.5"`. At most three decimals, so that it is exact to the milligram; a
/// comma serves as well as a dot, and a whole number may be given as such.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GqlMass {
    /// Whole milligrams.
    pub mg: i64,
}

#[Scalar(name = "Mass")]
impl ScalarType for GqlMass {
    fn parse(value: Value) -> InputValueResult<Self> {
        let text = match value {
            Value::String(text) => text,
            Value::Number(number) if number.is_i64() => number.to_string(),
            Value::Number(_) => {
                return Err(InputValueError::custom("write a mass with decimals as text: \"250.5\""));
            }
            value => return Err(InputValueError::expected_type(value)),
        };
        let problem =
            || InputValueError::custom(format!("not a mass in grams with at most three decimals: {text}"));
        super::decimal::parse(&text, 3).map(|mg| Self { mg }).ok_or_else(problem)
    }

    fn to_value(&self) -> Value {
        Value::String(super::decimal::write(self.mg, 3))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mass_is_exact_text() {
        assert_eq!(GqlMass::parse(Value::from("250,5")).ok(), Some(GqlMass { mg: 250_500 }));
        assert_eq!(GqlMass::parse(Value::from(30)).ok(), Some(GqlMass { mg: 30_000 }));
        assert!(GqlMass::parse(Value::from(0.5)).is_err());
        assert!(GqlMass::parse(Value::from("0.0005")).is_err());
        assert_eq!(GqlMass { mg: 250_500 }.to_value(), Value::from("250.500"));
    }
}
