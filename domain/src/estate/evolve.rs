use std::collections::BTreeMap;

use super::{Books, Claiming, Estate, EstateEvent};
use crate::bookkeeping::Bookkeeping;

impl Estate {
    /// Takes one event in.
    pub(super) fn take(&mut self, event: &EstateEvent) {
        match (self, event) {
            (this @ Self::Unknown, EstateEvent::EstateRegistered { books_from, .. }) => {
                *this = Self::Registered(Books {
                    books_from: *books_from,
                    identity: None,
                    claiming: Claiming::default(),
                    bookkeeping: Bookkeeping::default(),
                    letterhead: Box::default(),
                    logo: None,
                    wines: BTreeMap::new(),
                    unplaced: None,
                    placements: BTreeMap::new(),
                });
            }
            (Self::Unknown, _) => {}
            (Self::Registered(books), event) => books.take(event),
        }
    }
}

impl Books {
    fn take(&mut self, event: &EstateEvent) {
        match event {
            EstateEvent::EstateRegistered { .. } | EstateEvent::LossSchemeChosen { .. } => {}
            EstateEvent::EstateDescribed { identity } => self.identity = Some(Box::new(identity.clone())),
            EstateEvent::ClaimingChosen { claiming } => self.claiming = *claiming,
            EstateEvent::BookkeepingSet { bookkeeping } => self.bookkeeping = bookkeeping.clone(),
            EstateEvent::LetterheadSet { letterhead } => *self.letterhead = letterhead.clone(),
            EstateEvent::LogoSet { logo } => self.logo.clone_from(logo),
            EstateEvent::WineDeclared { wine, spec, .. } => {
                self.wines.insert(*wine, spec.clone());
            }
            EstateEvent::OpeningStockTaken { stocks, .. } => {
                let stocks = stocks.iter().map(|stock| ((stock.wine, stock.regime), stock.volume_ml));
                self.unplaced = Some(stocks.collect());
            }
            EstateEvent::OpeningStockPlaced { movement, wine, regime, volume_ml, .. } => {
                if let Some(unplaced) = &mut self.unplaced {
                    *unplaced.entry((*wine, *regime)).or_default() -= *volume_ml;
                }
                self.placements.insert(*movement, (*wine, *regime, *volume_ml));
            }
            EstateEvent::OpeningPlacementReversed { reverses, wine, regime, volume_ml, .. } => {
                if let Some(unplaced) = &mut self.unplaced {
                    *unplaced.entry((*wine, *regime)).or_default() += *volume_ml;
                }
                self.placements.remove(reverses);
            }
        }
    }
}
