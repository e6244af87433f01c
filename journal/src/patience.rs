use std::time::Duration;

use tokio::time::{Instant, sleep};
use uuid::Uuid;

/// A unit that others were quicker than is tried that often in all.
const TRIES: u32 = 8;

/// For so long a lost server is waited for. A restart takes one second or a few, a failover some ten.
const OUTAGE: Duration = Duration::from_secs(30);

/// The pause between two attempts to reach a lost server.
const SHORTEST: Duration = Duration::from_millis(5);
const LONGEST: Duration = Duration::from_millis(500);

/// How often and how long one command is tried again.
#[derive(Debug)]
pub(crate) struct Patience {
    conflicts: u32,
    lost_since: Option<Instant>,
    pause: Duration,
}

impl Patience {
    pub(crate) const fn new() -> Self {
        Self { conflicts: 0, lost_since: None, pause: SHORTEST }
    }

    /// After a conflict: false when it is enough, otherwise true after a moment. The first try comes at once; then
    /// those that met wait for random times, so that they do not meet again.
    pub(crate) async fn after_conflict(&mut self) -> bool {
        self.lost_since = None;
        self.conflicts += 1;
        if self.conflicts >= TRIES {
            return false;
        }
        if self.conflicts > 1 {
            sleep(Duration::from_micros(at_random(500 << self.conflicts))).await;
        }
        true
    }

    /// After the connection broke: false when the server has been away for too long, otherwise true after a moment.
    pub(crate) async fn after_loss(&mut self) -> bool {
        if self.lost_since.get_or_insert_with(Instant::now).elapsed() > OUTAGE {
            return false;
        }
        sleep(self.pause).await;
        self.pause = (self.pause * 2).min(LONGEST);
        true
    }
}

/// A number below `limit`. The random part of an id is good enough to part two tries.
fn at_random(limit: u64) -> u64 {
    Uuid::now_v7().as_u64_pair().1 % limit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn conflicts_end_after_eight_tries() {
        let mut patience = Patience::new();
        let mut tries = 1;
        while patience.after_conflict().await {
            tries += 1;
        }
        assert_eq!(tries, TRIES);
    }

    #[test]
    fn random_pauses_differ() {
        let pauses: std::collections::BTreeSet<u64> = (0..100).map(|_| at_random(1 << 40)).collect();
        assert!(pauses.len() > 90);
    }
}
