//! What can be followed: each stream reads in short transactions of its own and holds nothing while it waits.

mod journal;
mod place;
mod progress;

use async_graphql::MergedSubscription;

pub(super) use place::Place;

/// What is told as it happens.
#[derive(MergedSubscription, Default)]
#[graphql(name = "Subscription")]
pub struct Subscription(journal::JournalSubscription, progress::ProgressSubscription);
