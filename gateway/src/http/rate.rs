//! How often a caller may ask: a bucket of tokens each, which fills at a steady rate.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// So many callers are told apart. Who comes when as many are busy shares a bucket with all others that do.
const CALLERS: usize = 50_000;

/// Buckets that are full again are forgotten, at most this often.
const SWEEP: Duration = Duration::from_secs(1);

/// Whose bucket it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Caller {
    /// Somebody who proved who he is, by the name that his proof stands for: an account's id, say. Never by what
    /// a request merely claims.
    Known(String),
    /// Whoever is at this address.
    Address(IpAddr),
    /// Where nothing is known, and all callers together that there are no buckets left for.
    Others,
}

impl Caller {
    /// Whoever is at that address. Of IPv6 the first 64 bits count: the rest is the caller's own to choose.
    pub fn at(address: Option<IpAddr>) -> Self {
        match address {
            Some(IpAddr::V6(address)) => {
                let [a, b, c, d, ..] = address.segments();
                Self::Address(IpAddr::from([a, b, c, d, 0, 0, 0, 0]))
            }
            Some(address) => Self::Address(address),
            None => Self::Others,
        }
    }
}

/// The buckets of all callers. Cheap to clone, and bounded in memory.
#[derive(Clone, Debug)]
pub struct Limiter {
    /// What one token takes to come back; zero for no limit.
    every: Duration,
    /// How far ahead of the steady rate a caller may be.
    tolerance: Duration,
    buckets: Arc<Mutex<Buckets>>,
}

/// When each bucket is full again ("theoretical arrival time" of the generic cell rate algorithm).
#[derive(Debug, Default)]
struct Buckets {
    full_at: HashMap<Caller, Instant>,
    swept: Option<Instant>,
}

impl Limiter {
    /// So many requests a minute on and on, and so many at once. 0 a minute is no limit.
    pub fn new(a_minute: u32, burst: u32) -> Self {
        let every = Duration::from_mins(1).checked_div(a_minute).unwrap_or_default();
        Self { every, tolerance: every * burst.max(1), buckets: Arc::default() }
    }

    /// Takes a token of the caller's.
    ///
    /// # Errors
    /// How long to wait for one when there is none.
    pub fn take(&self, caller: Caller) -> Result<(), Duration> {
        self.take_at(caller, Instant::now())
    }

    fn take_at(&self, caller: Caller, now: Instant) -> Result<(), Duration> {
        if self.every.is_zero() {
            return Ok(());
        }
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let caller = buckets.place(caller, now);
        let full_at = buckets.full_at.entry(caller).or_insert(now);
        let next = (*full_at).max(now) + self.every;
        let ahead = next.duration_since(now);
        if ahead > self.tolerance {
            return Err(ahead.saturating_sub(self.tolerance));
        }
        *full_at = next;
        Ok(())
    }
}

impl Buckets {
    /// The caller, or the others where there is no room for one more.
    fn place(&mut self, caller: Caller, now: Instant) -> Caller {
        if self.full_at.len() < CALLERS || self.full_at.contains_key(&caller) {
            return caller;
        }
        if self.swept.is_none_or(|swept| now.duration_since(swept) >= SWEEP) {
            self.swept = Some(now);
            self.full_at.retain(|_, full_at| *full_at > now);
        }
        if self.full_at.len() < CALLERS { caller } else { Caller::Others }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn somebody(name: u32) -> Caller {
        Caller::Known(name.to_string())
    }

    #[test]
    fn a_burst_is_let_through_and_then_the_steady_rate() {
        let (limiter, start) = (Limiter::new(60, 3), Instant::now());
        for _ in 0..3 {
            assert_eq!(limiter.take_at(somebody(1), start), Ok(()));
        }
        assert_eq!(limiter.take_at(somebody(1), start), Err(Duration::from_secs(1)));
        assert_eq!(limiter.take_at(somebody(2), start), Ok(()), "each has a bucket of his own");
        // What is refused takes nothing.
        let soon = start + Duration::from_millis(400);
        assert_eq!(limiter.take_at(somebody(1), soon), Err(Duration::from_millis(600)));
        let later = start + Duration::from_secs(1);
        assert_eq!(limiter.take_at(somebody(1), later), Ok(()));
        assert!(limiter.take_at(somebody(1), later).is_err());
        // A bucket is never more than full.
        let tomorrow = start + Duration::from_hours(24);
        let taken = (0..10).filter(|_| limiter.take_at(somebody(1), tomorrow).is_ok()).count();
        assert_eq!(taken, 3);
    }

    #[test]
    fn without_a_limit_nobody_waits() {
        let limiter = Limiter::new(0, 1);
        assert!((0..10_000).all(|_| limiter.take(somebody(1)).is_ok()));
        assert!(limiter.buckets.lock().unwrap().full_at.is_empty());
    }

    #[test]
    fn the_memory_is_bounded_whoever_comes() {
        let (limiter, start) = (Limiter::new(60, 5), Instant::now());
        let crowd = u32::try_from(CALLERS).unwrap();
        for name in 0..crowd {
            assert!(limiter.take_at(somebody(name), start).is_ok());
        }
        // There is no room: whoever comes now shares what the others have left.
        let refused = (0..100).filter(|name| limiter.take_at(somebody(crowd + name), start).is_err()).count();
        assert_eq!(refused, 95);
        assert!(limiter.take_at(somebody(0), start).is_ok(), "and who was there keeps his own");
        assert!(limiter.buckets.lock().unwrap().full_at.len() <= CALLERS + 1);
        // Full buckets make room.
        let later = start + Duration::from_secs(10);
        assert!(limiter.take_at(somebody(crowd + 7), later).is_ok());
        assert_eq!(limiter.buckets.lock().unwrap().full_at.len(), 1);
    }

    #[test]
    fn a_network_of_ipv6_is_one_caller() {
        let at = |text: &str| Caller::at(Some(text.parse().unwrap()));
        assert_eq!(at("2001:db8:1:2:3:4:5:6"), at("2001:db8:1:2::9"));
        assert_ne!(at("2001:db8:1:2::9"), at("2001:db8:1:3::9"));
        assert_ne!(at("192.0.2.1"), at("192.0.2.2"));
    }
}
