use std::fmt;

use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, LabelValueEncoder};

/// What kind of operation was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// It reads.
    Query,
    /// It changes something.
    Mutation,
    /// It goes on telling.
    Subscription,
    /// It was turned away before anybody looked.
    Unread,
}

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// It was answered.
    Ok,
    /// A rule refused a command of it.
    Refused,
    /// Others were quicker, again and again.
    Conflict,
    /// It was no request, or not a valid one.
    BadRequest,
    /// Nobody in particular asked.
    Unauthenticated,
    /// Who asked may not.
    Forbidden,
    /// Who asked does so too often.
    RateLimited,
    /// The read models had not come to the position that was asked for.
    Stale,
    /// A fault of ours.
    Fault,
}

impl Kind {
    const fn word(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Mutation => "mutation",
            Self::Subscription => "subscription",
            Self::Unread => "unread",
        }
    }
}

impl Outcome {
    const fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Refused => "refused",
            Self::Conflict => "conflict",
            Self::BadRequest => "bad_request",
            Self::Unauthenticated => "unauthenticated",
            Self::Forbidden => "forbidden",
            Self::RateLimited => "rate_limited",
            Self::Stale => "stale",
            Self::Fault => "fault",
        }
    }

    /// The outcome of an error with that code.
    pub fn of_code(code: &str) -> Self {
        match code {
            "UNAUTHENTICATED" => Self::Unauthenticated,
            "FORBIDDEN" => Self::Forbidden,
            "RATE_LIMITED" => Self::RateLimited,
            "STALE" => Self::Stale,
            "INTERNAL" => Self::Fault,
            _ => Self::BadRequest,
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl EncodeLabelValue for Kind {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> fmt::Result {
        self.word().encode(encoder)
    }
}

impl EncodeLabelValue for Outcome {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> fmt::Result {
        self.word().encode(encoder)
    }
}

/// How requests are told apart where they are counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct Counted {
    pub operation: String,
    pub kind: Kind,
    pub outcome: Outcome,
}

/// How they are told apart where they are timed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct Timed {
    pub operation: String,
    pub kind: Kind,
}
