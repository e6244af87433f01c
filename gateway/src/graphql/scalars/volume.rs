use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use domain::units::{Volume, VolumeParseError};

/// A volume in hectolitres, written as decimal text: `"18.95"`. At most five decimals, so that it is exact to the
/// millilitre; a comma serves as well as a dot, and a whole number may be given as such.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GqlVolume(pub Volume);

#[Scalar(name = "Volume")]
impl ScalarType for GqlVolume {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::String(text) => read(&text),
            Value::Number(number) => match number.as_i64() {
                Some(hl) => read(&hl.to_string()),
                None => Err(InputValueError::custom("write a volume with decimals as text: \"18.95\"")),
            },
            value => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_hl_string())
    }
}

/// A volume that no cellar holds is one all the same: the domain refuses it, with its code and its sentence.
fn read(text: &str) -> InputValueResult<GqlVolume> {
    let volume = match Volume::parse_hl(text) {
        Err(error @ VolumeParseError::OutOfRange(_)) => {
            super::decimal::parse(text, 5).map(Volume::from_ml).ok_or(error)
        }
        read => read,
    };
    volume.map(GqlVolume).map_err(|error| InputValueError::custom(error.to_string()))
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
    fn a_volume_that_no_cellar_holds_is_left_to_the_domain_to_refuse() {
        let beyond = |text: &str| GqlVolume::parse(Value::from(text)).ok().map(|volume| volume.0.ml());
        assert_eq!(beyond("100000.00001"), Some(10_000_000_001));
        assert_eq!(beyond("-250000"), Some(-25_000_000_000));
        assert_eq!(beyond("99999999999999999999"), None);
    }

    #[test]
    fn a_float_is_no_volume() {
        for value in [Value::from(18.95), Value::from(true), Value::from("beaucoup"), Value::Null] {
            assert!(GqlVolume::parse(value).is_err());
        }
    }
}
