use std::collections::BTreeSet;

use super::{Books, Estate, EstateCommand, EstateEvent, EstateRefusal, OpeningStock};
use crate::decider::{Context, Decider};
use crate::identity::{EstateIdentity, is_accise_number};
use crate::letterhead::LetterheadRefusal;
use crate::policy::{Unfit, name, optional};
use crate::terms::{PortalKey, WineCode, WineSpec};
use crate::units::{Campaign, Month, folded, volume};

/// The last campaign of the calendar of the books.
const LAST_CAMPAIGN: u16 = 2998;

type Decision = Result<Vec<EstateEvent>, EstateRefusal>;

impl Decider for Estate {
    const TYPE: &'static str = "estate";
    type Command = EstateCommand;
    type Event = EstateEvent;
    type Refusal = EstateRefusal;

    fn decide(&self, command: EstateCommand, _: &Context) -> Decision {
        match (self, command) {
            (
                Self::Unknown,
                EstateCommand::Register { name: entered, accise, cvi, interprofession_id, books_from },
            ) => {
                let name = name(&entered, 120).ok_or(EstateRefusal::NameInvalid)?;
                if !is_accise_number(&accise) {
                    return Err(EstateRefusal::AcciseInvalid { accise });
                }
                if let Some(cvi) = cvi.clone().filter(|cvi| !is_alphanumeric(cvi, 10)) {
                    return Err(EstateRefusal::CviInvalid { cvi });
                }
                let interprofession_id = optional(interprofession_id.as_deref(), 40)
                    .map_err(|Unfit| EstateRefusal::InterprofessionIdInvalid)?;
                Ok(vec![EstateEvent::EstateRegistered { name, accise, cvi, interprofession_id, books_from }])
            }
            (Self::Registered(_), EstateCommand::Register { .. }) => Err(EstateRefusal::AlreadyRegistered),
            (Self::Unknown, _) => Err(EstateRefusal::NotFound),
            (Self::Registered(books), command) => books.decide(command),
        }
    }

    fn evolve(&mut self, event: &EstateEvent) {
        self.take(event);
    }
}

fn is_alphanumeric(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// What holds already is not written again.
fn unless(as_before: bool, event: EstateEvent) -> Vec<EstateEvent> {
    if as_before { Vec::new() } else { vec![event] }
}

impl Books {
    fn decide(&self, command: EstateCommand) -> Decision {
        match command {
            EstateCommand::Register { .. } => Err(EstateRefusal::AlreadyRegistered),
            EstateCommand::Describe { identity } => self.describe(identity),
            EstateCommand::ChooseClaiming { claiming } => {
                Ok(unless(claiming == self.claiming, EstateEvent::ClaimingChosen { claiming }))
            }
            EstateCommand::ChooseLossScheme { scheme, campaign } => {
                // The books know no campaign before the one that they begin in.
                let first = Campaign::of(self.books_from).first_year();
                if campaign < first || campaign > LAST_CAMPAIGN {
                    return Err(EstateRefusal::CampaignInvalid { campaign: i64::from(campaign) });
                }
                Ok(vec![EstateEvent::LossSchemeChosen { scheme, campaign }])
            }
            EstateCommand::SetBookkeeping { bookkeeping } => {
                let bookkeeping = bookkeeping.accepted()?;
                let as_before = bookkeeping == self.bookkeeping;
                Ok(unless(as_before, EstateEvent::BookkeepingSet { bookkeeping }))
            }
            EstateCommand::SetLetterhead { letterhead } => {
                let identity = self.identity.as_deref().ok_or(LetterheadRefusal::Undescribed)?;
                let letterhead = letterhead.accepted(&identity.siren)?;
                let as_before = letterhead == *self.letterhead;
                Ok(unless(as_before, EstateEvent::LetterheadSet { letterhead }))
            }
            EstateCommand::SetLogo { logo } => Ok(unless(logo == self.logo, EstateEvent::LogoSet { logo })),
            EstateCommand::DeclareWine { wine, spec, strength } => {
                let spec = acceptable(spec)?;
                let label = folded(&spec.label);
                let taken = self
                    .wines
                    .get(&wine)
                    .or_else(|| self.wines.values().find(|it| folded(&it.label) == label));
                if let Some(taken) = taken {
                    return Err(EstateRefusal::WineDeclaredAlready { label: taken.label.clone() });
                }
                Ok(vec![EstateEvent::WineDeclared { wine, spec, strength }])
            }
            EstateCommand::TakeOpeningStock { month, file_sha256, stocks } => {
                self.take_opening_stock(month, file_sha256, stocks)
            }
            EstateCommand::PlaceOpening { movement, wine, regime, volume_ml, on } => {
                let volume_ml = volume(volume_ml)?;
                let unplaced = self.unplaced.as_ref().and_then(|unplaced| unplaced.get(&(wine, regime)));
                let available_ml = unplaced.copied().unwrap_or_default();
                if volume_ml > available_ml {
                    return Err(EstateRefusal::OpeningShort { requested_ml: volume_ml, available_ml });
                }
                let occurred_on = on;
                Ok(vec![EstateEvent::OpeningStockPlaced { movement, wine, regime, volume_ml, occurred_on }])
            }
            EstateCommand::ReversePlacement { movement, reverses, on } => {
                let placed = self.placements.get(&reverses).ok_or(EstateRefusal::PlacementUnknown)?;
                let (wine, regime, volume_ml) = *placed;
                Ok(vec![EstateEvent::OpeningPlacementReversed {
                    movement,
                    reverses,
                    wine,
                    regime,
                    volume_ml,
                    occurred_on: on,
                }])
            }
        }
    }

    fn describe(&self, identity: EstateIdentity) -> Decision {
        let identity = identity.accepted()?;
        let as_before = self.identity.as_deref() == Some(&identity);
        Ok(unless(as_before, EstateEvent::EstateDescribed { identity }))
    }

    fn take_opening_stock(&self, month: Month, file_sha256: String, stocks: Vec<OpeningStock>) -> Decision {
        if self.unplaced.is_some() {
            return Err(EstateRefusal::OpeningStockTaken);
        }
        if month.next() != self.books_from {
            return Err(EstateRefusal::OpeningMonth { month, books_from: self.books_from });
        }
        let mut seen = BTreeSet::new();
        for stock in &stocks {
            if !self.wines.contains_key(&stock.wine) {
                return Err(EstateRefusal::WineNotFound { wine: stock.wine });
            }
            if stock.volume_ml.is_negative() {
                return Err(EstateRefusal::OpeningNegative { volume_ml: stock.volume_ml });
            }
            if stock.volume_ml.is_positive() {
                volume(stock.volume_ml)?;
            }
            if !seen.insert((stock.wine, stock.regime)) {
                return Err(EstateRefusal::OpeningTwice { wine: stock.wine });
            }
        }
        Ok(vec![EstateEvent::OpeningStockTaken { month, file_sha256, stocks }])
    }
}

fn acceptable(spec: WineSpec) -> Result<WineSpec, EstateRefusal> {
    let label =
        name(&spec.label, 100).ok_or_else(|| EstateRefusal::LabelInvalid { label: spec.label.clone() })?;
    match &spec.code {
        Some(WineCode::Inao(code))
            if !(6..=8).contains(&code.chars().count()) || code.chars().any(char::is_control) =>
        {
            return Err(EstateRefusal::InaoInvalid { code: code.clone() });
        }
        Some(WineCode::Fiscal(words)) if name(words, 100).is_none() => {
            return Err(EstateRefusal::FiscalLabelInvalid);
        }
        _ => {}
    }
    if let Some(portal) = &spec.portal {
        let PortalKey { certification, genre, appellation, mention, place, colour, grape, complement } =
            portal;
        for key in [certification, genre, appellation, mention, place, colour, grape, complement] {
            optional(Some(key), 100).map_err(|Unfit| EstateRefusal::PortalKeyInvalid)?;
        }
    }
    Ok(WineSpec { label, ..spec })
}
