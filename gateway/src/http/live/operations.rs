use std::collections::HashMap;

use futures::future::{AbortHandle, Abortable, ready};
use futures::stream::{self, BoxStream, SelectAll, StreamExt};

use super::run::Given;

/// The operations that are under way on one socket, by the ids that the client gave them. They go on only while they
/// are asked for what is next: nothing is made before the one before was sent.
#[derive(Default)]
pub(super) struct Operations {
    answers: SelectAll<BoxStream<'static, (String, What)>>,
    by_id: HashMap<String, Running>,
}

/// What came of an operation.
pub(super) enum What {
    /// An answer, or a refusal.
    Given(Given),
    /// There is no more.
    End,
}

struct Running {
    abort: AbortHandle,
    endless: bool,
}

impl Operations {
    pub(super) fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.by_id.len()
    }

    pub(super) fn holds(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    /// Takes an operation on; `endless` for a subscription.
    pub(super) fn begin(&mut self, id: String, given: BoxStream<'static, Given>, endless: bool) {
        let (abort, registration) = AbortHandle::new_pair();
        let name = id.clone();
        let answers = given.map(What::Given).chain(stream::once(ready(What::End)));
        let named = answers.map(move |what| (name.clone(), what));
        self.answers.push(Abortable::new(named, registration).boxed());
        self.by_id.insert(id, Running { abort, endless });
    }

    /// The next answer of any; waits for ever when there is none.
    pub(super) async fn next(&mut self) -> (String, What) {
        match self.answers.next().await {
            Some(answer) => answer,
            None => std::future::pending().await,
        }
    }

    /// Ends an operation: nothing of it comes any more, and its id is free.
    pub(super) fn end(&mut self, id: &str) {
        if let Some(running) = self.by_id.remove(id) {
            running.abort.abort();
        }
    }

    /// Ends all those that have no end of their own.
    pub(super) fn end_endless(&mut self) {
        self.by_id.retain(|_, running| {
            if running.endless {
                running.abort.abort();
            }
            !running.endless
        });
    }
}
