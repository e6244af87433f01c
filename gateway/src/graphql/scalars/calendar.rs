use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use domain::units::{Date, Month};

/// A day, `"2026-09-14"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GqlDate(pub Date);

/// A month, `"2026-09"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GqlMonth(pub Month);

#[Scalar(name = "Date")]
impl ScalarType for GqlDate {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::String(text) => text.parse().map(Self).map_err(InputValueError::custom),
            value => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

#[Scalar(name = "Month")]
impl ScalarType for GqlMonth {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::String(text) => text.parse().map(Self).map_err(InputValueError::custom),
            value => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

impl From<Date> for GqlDate {
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl From<Month> for GqlMonth {
    fn from(month: Month) -> Self {
        Self(month)
    }
}
