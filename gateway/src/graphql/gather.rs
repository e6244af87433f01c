//! When the rows that a request asks for are loaded: once the request can go no further without them.
//!
//! The executor hands control back between the rows of a list, so a loader that waits for a fixed time finds as many
//! keys as the machine was quick to ask for, and loads the others one statement after another. Here a batch leaves when
//! nothing of the request can go on, and the number of statements follows from the query alone.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Wake, Waker};

use futures::future::BoxFuture;
use futures::task::AtomicWaker;

/// Batches that gather keys.
#[derive(Clone, Default)]
pub(super) struct Batches(Arc<Mutex<Vec<BoxFuture<'static, ()>>>>);

impl Batches {
    /// Keeps a batch until the request waits for it.
    pub(super) fn hold(&self, batch: BoxFuture<'static, ()>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(batch);
    }

    fn release(&self) {
        let batches = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        for batch in batches {
            tokio::spawn(batch);
        }
    }

    /// Runs a request, and releases the batches whenever all of it waits.
    pub(super) async fn serve<R: Future>(&self, request: R) -> R::Output {
        let watch = Arc::new(Watch::default());
        let waker = Waker::from(Arc::clone(&watch));
        let mut request = pin!(request);
        poll_fn(|context| {
            watch.outer.register(context.waker());
            watch.woken.store(false, Ordering::SeqCst);
            let polled = request.as_mut().poll(&mut Context::from_waker(&waker));
            // What was woken meanwhile has more to ask for, and will be polled again.
            if polled.is_pending() && !watch.woken.load(Ordering::SeqCst) {
                self.release();
            }
            polled
        })
        .await
    }
}

/// Notices that something of the request can go on.
#[derive(Default)]
struct Watch {
    woken: AtomicBool,
    outer: AtomicWaker,
}

impl Wake for Watch {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.woken.store(true, Ordering::SeqCst);
        self.outer.wake();
    }
}

#[cfg(test)]
mod tests {
    use std::task::Poll;

    use futures::channel::oneshot;

    use super::*;

    /// Goes on at the next poll, as the executor does between rows.
    async fn hand_back() {
        let mut handed_back = false;
        poll_fn(|context| {
            if std::mem::replace(&mut handed_back, true) {
                return Poll::Ready(());
            }
            context.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
    }

    #[tokio::test]
    async fn a_batch_waits_for_what_can_still_go_on() {
        let batches = Batches::default();
        let keys = Arc::new(Mutex::new(Vec::new()));
        let (told, loaded) = oneshot::channel();
        let (asked, gathering) = (Arc::clone(&keys), batches.clone());
        let request = async {
            gathering.hold(Box::pin(async move {
                let _ = told.send(asked.lock().unwrap().len());
            }));
            for key in 0..5 {
                keys.lock().unwrap().push(key);
                hand_back().await;
            }
            loaded.await
        };
        assert_eq!(batches.serve(request).await, Ok(5));
    }
}
