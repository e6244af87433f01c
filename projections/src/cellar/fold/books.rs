use domain::bookkeeping::Bookkeeping;
use domain::estate::{Claiming, EstateEvent};
use domain::letterhead::Letterhead;
use domain::terms::{Regime, Strength, WineSpec};
use domain::units::{Volume, WineId};

use crate::cellar::{CellarRows, Estate, OpeningStock, Wine};
use crate::contract::{Fault, Word};
use crate::sort_key::sort_key;

pub(super) fn want(rows: &mut CellarRows, event: &EstateEvent) {
    match event {
        EstateEvent::EstateRegistered { .. }
        | EstateEvent::LossSchemeChosen { .. }
        | EstateEvent::WineDeclared { .. } => {}
        EstateEvent::EstateDescribed { .. }
        | EstateEvent::ClaimingChosen { .. }
        | EstateEvent::BookkeepingSet { .. }
        | EstateEvent::LetterheadSet { .. }
        | EstateEvent::LogoSet { .. } => rows.estates.want(()),
        EstateEvent::OpeningStockTaken { stocks, .. } => {
            rows.estates.want(());
            for stock in stocks {
                rows.opening_stocks.want((stock.wine, Word(stock.regime)));
            }
        }
        EstateEvent::OpeningStockPlaced { wine, regime, .. }
        | EstateEvent::OpeningPlacementReversed { wine, regime, .. } => {
            rows.opening_stocks.want((*wine, Word(*regime)));
        }
    }
}

pub(super) fn fold(rows: &mut CellarRows, event: &EstateEvent) -> Result<(), Fault> {
    match event {
        EstateEvent::EstateRegistered { name, accise, cvi, interprofession_id, books_from } => {
            rows.estates.put(Estate {
                name: name.clone(),
                accise: accise.clone(),
                cvi: cvi.clone(),
                interprofession_id: interprofession_id.clone(),
                books_from: *books_from,
                opening_month: None,
                opening_file_sha256: None,
                identity: None,
                claiming: Word(Claiming::default()),
                bookkeeping: Bookkeeping::default(),
                letterhead: Letterhead::default(),
                logo: None,
            });
        }
        EstateEvent::EstateDescribed { identity } => {
            rows.estates.edit(&())?.identity = Some(identity.clone());
        }
        EstateEvent::LossSchemeChosen { .. } => {}
        EstateEvent::ClaimingChosen { claiming } => {
            rows.estates.edit(&())?.claiming = Word(*claiming);
        }
        EstateEvent::BookkeepingSet { bookkeeping } => {
            rows.estates.edit(&())?.bookkeeping = bookkeeping.clone();
        }
        EstateEvent::LetterheadSet { letterhead } => {
            rows.estates.edit(&())?.letterhead = letterhead.clone();
        }
        EstateEvent::LogoSet { logo } => rows.estates.edit(&())?.logo.clone_from(logo),
        EstateEvent::WineDeclared { wine, spec, strength } => {
            rows.wines.put(declared(*wine, spec, *strength));
        }
        EstateEvent::OpeningStockTaken { month, file_sha256, stocks } => {
            let estate = rows.estates.edit(&())?;
            estate.opening_month = Some(*month);
            estate.opening_file_sha256 = Some(file_sha256.clone());
            for stock in stocks {
                let row = opening(rows, stock.wine, stock.regime)?;
                row.volume_ml += stock.volume_ml;
                row.unplaced_ml += stock.volume_ml;
            }
        }
        EstateEvent::OpeningStockPlaced { wine, regime, volume_ml, .. } => {
            place(opening(rows, *wine, *regime)?, *volume_ml);
        }
        EstateEvent::OpeningPlacementReversed { wine, regime, volume_ml, .. } => {
            place(opening(rows, *wine, *regime)?, -*volume_ml);
        }
    }
    Ok(())
}

fn declared(wine: WineId, spec: &WineSpec, strength: Strength) -> Wine {
    Wine {
        id: wine,
        sort_key: sort_key(&spec.label),
        label: spec.label.clone(),
        category: Word(spec.category),
        colour: spec.colour.map(Word),
        spec: spec.clone(),
        strength,
    }
}

fn opening(rows: &mut CellarRows, wine: WineId, regime: Regime) -> Result<&mut OpeningStock, Fault> {
    rows.opening_stocks.edit_or((wine, Word(regime)), || OpeningStock {
        wine_id: wine,
        regime: Word(regime),
        volume_ml: Volume::ZERO,
        placed_ml: Volume::ZERO,
        unplaced_ml: Volume::ZERO,
    })
}

fn place(row: &mut OpeningStock, volume: Volume) {
    row.placed_ml += volume;
    row.unplaced_ml -= volume;
}
