use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Where a subscription goes on, and how far it has come. A stream is asked for its next item only when the answer
/// with the one before was taken, so what is noted here is the place of the answer at hand.
#[derive(Clone, Debug)]
pub(in crate::graphql) struct Place {
    after: Option<i64>,
    reached: Arc<AtomicI64>,
}

/// Of streams that have no place.
const NOWHERE: i64 = -1;

impl Place {
    /// A subscription that goes on after this position, whatever its arguments say.
    pub(in crate::graphql) fn after(after: Option<i64>) -> Self {
        Self { after, reached: Arc::new(AtomicI64::new(NOWHERE)) }
    }

    /// The position to go on from, where the transport tells it.
    pub(super) const fn resumed(&self) -> Option<i64> {
        self.after
    }

    /// Notes the position of the item that is about to be told.
    pub(super) fn reach(&self, position: i64) {
        self.reached.store(position, Ordering::Release);
    }

    /// The position of the last item.
    pub(in crate::graphql) fn reached(&self) -> Option<i64> {
        Some(self.reached.load(Ordering::Acquire)).filter(|position| *position != NOWHERE)
    }
}
