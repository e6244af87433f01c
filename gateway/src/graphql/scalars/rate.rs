use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use domain::units::Rate;

/// A share in per cent as exact decimal text with at most two decimals: `"5.5"` is five and a half per cent. A comma is
/// read as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GqlRate(pub Rate);

#[Scalar(name = "Percent")]
impl ScalarType for GqlRate {
    fn parse(value: Value) -> InputValueResult<Self> {
        let text = match value {
            Value::String(text) => text,
            Value::Number(number) if number.is_i64() => number.to_string(),
            Value::Number(_) => {
                return Err(InputValueError::custom("write a share with decimals as text: \"5.5\""));
            }
            value => return Err(InputValueError::expected_type(value)),
        };
        let problem = || InputValueError::custom(format!("not a share with at most two decimals: {text}"));
        let basis_points = super::decimal::parse(&text, 2).and_then(|share| i32::try_from(share).ok());
        basis_points.map(|share| Self(Rate::from_basis_points(share))).ok_or_else(problem)
    }

    fn to_value(&self) -> Value {
        Value::String(super::decimal::write(i64::from(self.0.basis_points()), 2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_exact_text() {
        let share = |points| GqlRate(Rate::from_basis_points(points));
        assert_eq!(GqlRate::parse(Value::from("5,5")).ok(), Some(share(550)));
        assert_eq!(GqlRate::parse(Value::from(20)).ok(), Some(share(2_000)));
        assert_eq!(share(550).to_value(), Value::from("5.50"));
        assert!(GqlRate::parse(Value::from(5.5)).is_err() && GqlRate::parse(Value::from("5.555")).is_err());
    }
}
