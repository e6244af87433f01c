use async_graphql::InputObject;
use domain::drm::declared::{Annexes, DocumentRange, Statistics, UnclearedDocument};

use crate::graphql::enums::GqlDocumentKind;
use crate::graphql::scalars::{GqlDate, GqlVolume};

/// What a return tells besides its movements. It is told as a whole: what is left out is none.
#[derive(InputObject, Clone, Debug)]
pub struct AnnexesInput {
    /// The paper documents used, one range a kind.
    #[graphql(default)]
    documents: Vec<DocumentRangeInput>,
    /// The documents not cleared in time.
    #[graphql(default)]
    uncleared: Vec<UnclearedDocumentInput>,
    /// Must made into grape juice.
    juice: Option<GqlVolume>,
    /// Must concentrated or rectified.
    concentrated_must: Option<GqlVolume>,
    /// Wine made into vinegar.
    vinegar: Option<GqlVolume>,
}

/// The paper documents of a kind.
#[derive(InputObject, Clone, Debug)]
pub struct DocumentRangeInput {
    /// Which kind.
    kind: GqlDocumentKind,
    /// The first number.
    first: String,
    /// The last number.
    last: String,
    /// How many, at least one.
    count: u32,
}

/// A document that was not cleared in time.
#[derive(InputObject, Clone, Debug)]
pub struct UnclearedDocumentInput {
    /// Its number, 1 to 30 characters.
    document: String,
    /// The day of dispatch.
    dispatched_on: GqlDate,
    /// The consignee's excise number (13 characters), or the customs office of exit (8).
    consignee: Option<String>,
}

impl From<AnnexesInput> for Annexes {
    fn from(input: AnnexesInput) -> Self {
        let volume = |volume: Option<GqlVolume>| volume.map(|volume| volume.0);
        Self {
            documents: input.documents.into_iter().map(Into::into).collect(),
            uncleared: input.uncleared.into_iter().map(Into::into).collect(),
            statistics: Statistics {
                juice_ml: volume(input.juice),
                concentrated_must_ml: volume(input.concentrated_must),
                vinegar_ml: volume(input.vinegar),
            },
        }
    }
}

impl From<DocumentRangeInput> for DocumentRange {
    fn from(input: DocumentRangeInput) -> Self {
        let DocumentRangeInput { kind, first, last, count } = input;
        Self { kind: kind.into(), first, last, count: Some(count) }
    }
}

impl From<UnclearedDocumentInput> for UnclearedDocument {
    fn from(input: UnclearedDocumentInput) -> Self {
        let UnclearedDocumentInput { document, dispatched_on, consignee } = input;
        Self { document, dispatched_on: dispatched_on.0, consignee }
    }
}
