use async_graphql::{ComplexObject, Context, Object, Result, SimpleObject};
use domain::drm::declared::{Annexes, DocumentRange, UnclearedDocument};
use domain::units::MovementId;
use futures::future::try_join_all;
use projections::drm;

use super::Movement;
use crate::graphql::enums::GqlDocumentKind;
use crate::graphql::loaders::movement;
use crate::graphql::scalars::{GqlDate, GqlVolume};

/// What a return tells besides its movements.
pub struct DrmAnnexes(pub Annexes);

#[Object]
impl DrmAnnexes {
    /// The paper documents used.
    async fn documents(&self) -> Vec<DrmDocumentRange> {
        self.0.documents.iter().cloned().map(Into::into).collect()
    }

    /// The documents not cleared in time.
    async fn uncleared(&self) -> Vec<DrmUnclearedDocument> {
        self.0.uncleared.iter().cloned().map(Into::into).collect()
    }

    /// Must made into grape juice.
    async fn juice(&self) -> Option<GqlVolume> {
        self.0.statistics.juice_ml.map(Into::into)
    }

    /// Must concentrated or rectified.
    async fn concentrated_must(&self) -> Option<GqlVolume> {
        self.0.statistics.concentrated_must_ml.map(Into::into)
    }

    /// Wine made into vinegar.
    async fn vinegar(&self) -> Option<GqlVolume> {
        self.0.statistics.vinegar_ml.map(Into::into)
    }
}

/// The paper documents of a kind.
#[derive(SimpleObject)]
pub struct DrmDocumentRange {
    /// Which kind.
    kind: GqlDocumentKind,
    /// The first number.
    first: String,
    /// The last number.
    last: String,
    /// How many.
    count: Option<u32>,
}

/// A document that was not cleared in time.
#[derive(SimpleObject)]
pub struct DrmUnclearedDocument {
    /// Its number.
    document: String,
    /// The day of dispatch.
    dispatched_on: GqlDate,
    /// The consignee's excise number, or the customs office of exit.
    consignee: Option<String>,
}

/// An amendment of a filed return. The return stays as it was filed.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct DrmAmendment {
    /// Its number among those of the month, from 1 on.
    number: u32,
    /// The day.
    occurred_on: GqlDate,
    /// What is corrected.
    observation: String,
    #[graphql(skip)]
    corrections: Vec<MovementId>,
}

#[ComplexObject]
impl DrmAmendment {
    /// The movements of later months that correct the books.
    async fn corrections(&self, context: &Context<'_>) -> Result<Vec<Movement>> {
        // Together, so that one statement loads them all.
        let found = try_join_all(self.corrections.iter().map(|id| movement(context, *id))).await?;
        Ok(found.into_iter().flatten().collect())
    }
}

impl From<DocumentRange> for DrmDocumentRange {
    fn from(range: DocumentRange) -> Self {
        let DocumentRange { kind, first, last, count } = range;
        Self { kind: kind.into(), first, last, count }
    }
}

impl From<UnclearedDocument> for DrmUnclearedDocument {
    fn from(uncleared: UnclearedDocument) -> Self {
        let UnclearedDocument { document, dispatched_on, consignee } = uncleared;
        Self { document, dispatched_on: dispatched_on.into(), consignee }
    }
}

impl From<drm::Amendment> for DrmAmendment {
    fn from(amendment: drm::Amendment) -> Self {
        let drm::Amendment { number, on, observation, corrections } = amendment;
        Self { number, occurred_on: on.into(), observation, corrections }
    }
}
