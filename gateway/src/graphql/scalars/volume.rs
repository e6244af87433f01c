use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use domain::units::Volume;

/// A volume in hectolitres, written as decimal text: `"18.95"`. At most five decimals, so that it is exact to the
/// millilitre; a comma serves as well as a dot, and a whole number may be given as such.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GqlVolume(pub Volume);

#[Scalar(name = "Volume")]
impl ScalarType for GqlVolume {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::String(text) => {
                Volume::parse_hl(&text).map(Self).map_err(|error| InputValueError::custom(error.to_string()))
            }
            Value::Number(number) => match number.as_i64() {
                Some(hl) => Volume::parse_hl(&hl.to_string())
                    .map(Self)
                    .map_err(|error| InputValueError::custom(error.to_string())),
                None => Err(InputValueError::custom("write a volume with decimals as text: \"18.95\"")),
            },
            value => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_hl_string())
    }
}

impl From<Volume> for GqlVolume {
    fn from(volume: Volume) -> Self {
        Self(volume)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_volume_is_exact_text() {
        let parse = |value: Value| GqlVolume::parse(value).ok();
        let volume = GqlVolume(Volume::from_ml(1_895_000));
        assert_eq!(parse(Value::from("18.95")), Some(volume));
        assert_eq!(parse(Value::from("18,95")), Some(volume));
        assert_eq!(parse(Value::from(5)), Some(GqlVolume(Volume::from_hl(5))));
        assert_eq!(volume.to_value(), Value::from("18.95"));
    }

    #[test]
    fn a_float_is_no_volume() {
        for value in [Value::from(18.95), Value::from(true), Value::from("beaucoup"), Value::Null] {
            assert!(GqlVolume::parse(value).is_err());
        }
    }
}
