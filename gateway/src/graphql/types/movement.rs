use async_graphql::{Context, Object, Result, SimpleObject};
use domain::movement::{Account, Posting as DomainPosting, Side};
use domain::units::MovementId;
use projections::cellar;
use uuid::Uuid;

use crate::graphql::loaders::movement;
use crate::graphql::scalars::{GqlDate, GqlVolume};

use super::movement_details::{MovementDetails, details};

/// A line of the movement journal.
pub struct Movement(pub cellar::Movement);

#[Object]
impl Movement {
    /// Its id.
    async fn id(&self) -> Uuid {
        self.0.id.uuid()
    }

    /// What it does: HARVEST, TRANSFER, LOSS, BOTTLING, SALE and so on.
    async fn kind(&self) -> &str {
        &self.0.kind
    }

    /// How far it has come: DRAFT, VALIDATED, DISCARDED or REVERSED.
    async fn status(&self) -> &'static str {
        self.0.status.name()
    }

    /// The day in the cellar.
    async fn occurred_on(&self) -> GqlDate {
        self.0.occurred_on.into()
    }

    /// What was entered.
    async fn details(&self) -> MovementDetails {
        details(&self.0.operation)
    }

    /// Its double entry, once it is in effect: debits equal credits and losses.
    async fn postings(&self) -> Vec<Posting> {
        self.0.postings.iter().map(Posting::from).collect()
    }

    /// The journal position of its first event.
    async fn position(&self) -> i64 {
        self.0.position
    }

    /// The journal position at which it took effect.
    async fn validated_position(&self) -> Option<i64> {
        self.0.validated_position
    }

    /// The movement that it takes back.
    async fn reverses(&self, context: &Context<'_>) -> Result<Option<Self>> {
        other(context, self.0.reverses).await
    }

    /// The counter-entry that took it back.
    async fn reversed_by(&self, context: &Context<'_>) -> Result<Option<Self>> {
        other(context, self.0.reversed_by).await
    }
}

async fn other(context: &Context<'_>, id: Option<MovementId>) -> Result<Option<Movement>> {
    match id {
        Some(id) => movement(context, id).await,
        None => Ok(None),
    }
}

/// One side of a double entry.
#[derive(SimpleObject)]
pub struct Posting {
    /// DEBIT: the account gives; CREDIT: it takes; LOSS: nobody takes.
    side: &'static str,
    /// VAT, LOT, HARVEST, OPENING, OUTSIDE, INVENTORY, RENAMED or LOSSES.
    account: &'static str,
    /// The vat, lot, harvest or wine, where the account has one.
    account_id: Option<Uuid>,
    /// How much.
    volume: GqlVolume,
}

impl From<&DomainPosting> for Posting {
    fn from(posting: &DomainPosting) -> Self {
        let side = match posting.side {
            Side::Debit => "DEBIT",
            Side::Credit => "CREDIT",
            Side::Loss => "LOSS",
        };
        let (account, account_id) = match posting.account {
            Account::Vat(id) => ("VAT", Some(id.uuid())),
            Account::Lot(id) => ("LOT", Some(id.uuid())),
            Account::Harvest(id) => ("HARVEST", Some(id.uuid())),
            Account::Opening(id) => ("OPENING", Some(id.uuid())),
            Account::Renamed(id) => ("RENAMED", Some(id.uuid())),
            Account::Outside => ("OUTSIDE", None),
            Account::Inventory => ("INVENTORY", None),
            Account::Losses => ("LOSSES", None),
        };
        Self { side, account, account_id, volume: posting.volume_ml.into() }
    }
}
