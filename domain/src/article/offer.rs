use super::ArticleRefusal;
use crate::bottle_lot::BottleLot;
use crate::claims::Finding;
use crate::units::{LotId, WineId};

/// A lot that is to be sold under an article, with what its label was found to say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedLot {
    /// The lot.
    pub lot: LotId,
    /// The number on the bottles.
    pub lot_number: String,
    /// The wine.
    pub wine: WineId,
    /// The nominal size of one bottle in millilitres.
    pub size_ml: i64,
    /// The claims of the label, held against what the lot was filled with.
    pub findings: Vec<Finding>,
}

impl OfferedLot {
    /// A lot with bottles on hand; without any, it cannot be offered.
    pub fn of(lot: LotId, state: &BottleLot, findings: Vec<Finding>) -> Result<Self, ArticleRefusal> {
        let BottleLot::Filled(filled) = state else { return Err(ArticleRefusal::LotUnknown { lot }) };
        if filled.on_hand.last() <= 0 {
            return Err(ArticleRefusal::LotExhausted { lot_number: filled.lot_number.clone() });
        }
        Self::kept(lot, state, findings)
    }

    /// A lot that is offered already, perhaps to its last bottle.
    pub fn kept(lot: LotId, state: &BottleLot, findings: Vec<Finding>) -> Result<Self, ArticleRefusal> {
        let BottleLot::Filled(filled) = state else { return Err(ArticleRefusal::LotUnknown { lot }) };
        let (lot_number, wine, size_ml) = (filled.lot_number.clone(), filled.wine, filled.size_ml);
        Ok(Self { lot, lot_number, wine, size_ml, findings })
    }
}
