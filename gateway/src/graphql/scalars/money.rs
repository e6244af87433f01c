use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use domain::units::Money;

/// An amount in euros, written as decimal text with cents: `"8.50"`. A comma serves as well as a dot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GqlMoney(pub Money);

#[Scalar(name = "Money")]
impl ScalarType for GqlMoney {
    fn parse(value: Value) -> InputValueResult<Self> {
        let text = match value {
            Value::String(text) => text,
            Value::Number(number) if number.is_i64() => number.to_string(),
            Value::Number(_) => {
                return Err(InputValueError::custom("write an amount with cents as text: \"8.50\""));
            }
            value => return Err(InputValueError::expected_type(value)),
        };
        let problem = || InputValueError::custom(format!("not an amount with at most two decimals: {text}"));
        super::decimal::parse(&text, 2).map(|cents| Self(Money::from_cents(cents))).ok_or_else(problem)
    }

    fn to_value(&self) -> Value {
        Value::String(super::decimal::write(self.0.cents(), 2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_exact_text() {
        assert_eq!(GqlMoney::parse(Value::from("8,5")).ok(), Some(GqlMoney(Money::from_cents(850))));
        assert_eq!(GqlMoney(Money::from_cents(-5)).to_value(), Value::from("-0.05"));
        assert!(GqlMoney::parse(Value::from(8.5)).is_err());
    }
}
