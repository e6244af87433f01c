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
        cents(&text).map(|cents| Self(Money::from_cents(cents))).ok_or_else(|| {
            InputValueError::custom(format!("not an amount with at most two decimals: {text}"))
        })
    }

    fn to_value(&self) -> Value {
        let cents = self.0.cents();
        let sign = if cents < 0 { "-" } else { "" };
        Value::String(format!("{sign}{}.{:02}", cents.unsigned_abs() / 100, cents.unsigned_abs() % 100))
    }
}

fn cents(text: &str) -> Option<i64> {
    let text = text.trim();
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (euros, cents) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if euros.is_empty() || cents.len() > 2 || !all_digits(euros) || !all_digits(cents) {
        return None;
    }
    let euros: i64 = euros.parse().ok()?;
    let cents: i64 = format!("{cents:0<2}").parse().ok()?;
    let amount = euros.checked_mul(100)?.checked_add(cents)?;
    Some(if negative { -amount } else { amount })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_exact_text() {
        for (text, expected) in [("8.50", 850), ("8,5", 850), ("8", 800), ("-0.05", -5), ("0.00", 0)] {
            assert_eq!(cents(text), Some(expected), "{text}");
        }
        for text in ["", "8.505", ".5", "1e2", "8 500", "huit", "99999999999999999999"] {
            assert_eq!(cents(text), None, "{text}");
        }
        assert_eq!(GqlMoney(Money::from_cents(-5)).to_value(), Value::from("-0.05"));
    }
}
