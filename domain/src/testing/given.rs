use cqrs_es::test::{AggregateResultValidator, TestFramework};
use uuid::Uuid;

use super::today;
use crate::decider::{Context, Decided, Decider, Refusal};
use crate::units::ActorId;

/// What the decisions of the tests know besides state and command.
pub(crate) fn context() -> Context {
    Context { now_ms: 1_802_700_000_000, today: today(), actor: ActorId::new(Uuid::from_u128(7)) }
}

/// What has happened to an aggregate; the test framework of `cqrs-es` takes it from there.
pub(crate) struct Given<D: Decider>(Vec<D::Event>);

/// Begins a test with these events.
pub(crate) fn given<D: Decider>(events: impl IntoIterator<Item = D::Event>) -> Given<D> {
    Given(events.into_iter().collect())
}

impl<D: Decider> Given<D> {
    /// And these, later.
    pub(crate) fn and(mut self, events: impl IntoIterator<Item = D::Event>) -> Self {
        self.0.extend(events);
        self
    }

    /// What follows from the command: `then_expect_events` or `then_expect_error`.
    pub(crate) fn when(self, command: D::Command) -> AggregateResultValidator<Decided<D>> {
        TestFramework::<Decided<D>>::with(context()).given(self.0).when(command)
    }

    /// The state that the events make.
    pub(crate) fn state(&self) -> D {
        D::fold(&self.0)
    }
}

/// What a unit of work answered, in the words of the test framework.
pub(crate) trait Told {
    /// It was refused, and so.
    fn then_expect_error(self, expected: impl Into<Refusal>);
}

impl<T: std::fmt::Debug> Told for Result<T, Refusal> {
    fn then_expect_error(self, expected: impl Into<Refusal>) {
        match self {
            Ok(answer) => panic!("expected a refusal, received {answer:?}"),
            Err(refusal) => assert_eq!(refusal, expected.into()),
        }
    }
}

/// Writes one test a refusal (`name: case => expected refusal;`) and one more that fails when a code of the enum is
/// provoked by none of them. A case is anything with `then_expect_error`.
macro_rules! refused {
    ($refusal:ty: $($name:ident: $case:expr => $expected:expr;)+) => {
        $(
            #[test]
            fn $name() {
                $case.then_expect_error($expected);
            }
        )+

        #[test]
        fn every_code_is_provoked() {
            let provoked = [$($crate::decider::Refusable::refusal(&$expected).code),+];
            for code in <$refusal>::CODES {
                assert!(provoked.contains(code), "no test provokes {code}");
            }
        }
    };
}
pub(crate) use refused;
