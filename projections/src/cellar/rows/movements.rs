use domain::movement::{Operation, Posting};
use domain::units::{ActorId, Date, MovementId};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::contract::{row, words};

words! {
    /// How far a movement has come.
    pub enum MovementStatus {
        /// Without effect yet.
        Draft = "DRAFT",
        /// In effect.
        Validated = "VALIDATED",
        /// Thrown away.
        Discarded = "DISCARDED",
        /// Taken back by a counter-entry.
        Reversed = "REVERSED",
    }
}

row! {
    /// A line of the movement journal.
    pub struct Movement in "cellar.movements", key (id: MovementId) {
        /// The movement.
        id: MovementId,
        /// Of its first event.
        position: i64,
        /// What it does: `Operation::kind`.
        kind: String,
        /// How far it has come.
        status: MovementStatus,
        /// The day.
        occurred_on: Date,
        /// What it does, as it was entered.
        operation: Operation,
        /// Its double entry, once it is in effect.
        postings: Vec<Posting>,
        /// When it was written down.
        #[serde(with = "time::serde::rfc3339")]
        drafted_at: OffsetDateTime,
        /// By whom.
        drafted_by: Option<ActorId>,
        /// The position at which it took effect.
        validated_position: Option<i64>,
        /// When it was validated.
        #[serde(with = "time::serde::rfc3339::option")]
        validated_at: Option<OffsetDateTime>,
        /// By whom.
        validated_by: Option<ActorId>,
        /// Why it was thrown away.
        discard_reason: Option<String>,
        /// The movement it takes back.
        reverses: Option<MovementId>,
        /// The movement that takes it back.
        reversed_by: Option<MovementId>,
        /// The day of that.
        reversed_on: Option<Date>,
    }
}

words! {
    /// What a movement may touch.
    pub enum SubjectKind {
        /// A vat.
        Vat = "VAT",
        /// A lot of bottles.
        Lot = "LOT",
        /// A declared wine.
        Wine = "WINE",
        /// A harvest.
        Harvest = "HARVEST",
        /// A parcel.
        Parcel = "PARCEL",
    }
}

row! {
    /// One thing that a movement touches.
    pub struct MovementSubject in "cellar.movement_subjects", key (subject_id: Uuid, movement_id: MovementId) {
        /// What it touches.
        subject_id: Uuid,
        /// The movement.
        movement_id: MovementId,
        /// What that is.
        kind: SubjectKind,
    }
}
