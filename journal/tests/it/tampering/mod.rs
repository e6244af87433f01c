//! Every way to forge a ledger, at random places, is found at its place.

mod database;
mod file;

use domain::units::EstateId;
use journal::verify::{FaultKind, Verified, VerifyError};
use uuid::Uuid;

use crate::common::{Bench, Fill, Transfer};

/// How many events the forged ledger has.
const EVENTS: i64 = 31;

/// A ledger of three aggregates' types and many streams.
async fn ledger() -> Bench {
    let bench = Bench::new().await;
    let from = Uuid::now_v7();
    bench.perform(&Fill::new(from, 100)).await.unwrap();
    for _ in 0..10 {
        let transfer = Transfer { from, to: Uuid::now_v7(), slip: Uuid::now_v7(), ml: 1 };
        bench.perform(&transfer).await.unwrap();
    }
    assert_eq!(bench.verify().await.unwrap().events, EVENTS);
    bench
}

/// The fault that was found; that nothing was found fails the test.
fn fault(verified: Result<Verified, VerifyError>, forgery: &str) -> (i64, FaultKind) {
    match verified {
        Err(VerifyError::Fault(fault)) => (fault.position, fault.kind),
        other => panic!("{forgery} was not found: {other:?}"),
    }
}

/// Numbers that look random and are the same in every run (xorshift64*).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: i64) -> i64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        i64::try_from(number).unwrap() % limit
    }

    /// A position of the ledger.
    fn position(&mut self) -> i64 {
        1 + self.below(EVENTS)
    }

    /// Two positions, the smaller one first.
    fn two_positions(&mut self) -> (i64, i64) {
        loop {
            let (one, other) = (self.position(), self.position());
            if one != other {
                return (one.min(other), one.max(other));
            }
        }
    }
}

/// Somebody else's estate.
fn stranger() -> EstateId {
    EstateId::new(Uuid::from_u128(0xbad))
}
