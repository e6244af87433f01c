use domain::drm::Side;
use domain::terms::Regime;
use domain::units::{Money, Month};

use super::establishment::is_accise;
use super::number::{hundredths, month};
use super::row::{Errors, Line};
use crate::drm_csv::{BulkSale, Column, Movement, MovementProblem};
use crate::reference::movements::{Dialect, MovementCode, Need, find, nearest_code};

/// Reads the entry or exit of a CAVE row, and tells everything that is wrong with it.
pub(super) fn movement(
    line: Line<'_>,
    dialect: Dialect,
    regime: Regime,
    side: Side,
    errors: &mut Errors,
) -> Option<Movement> {
    let code = code(line, dialect, regime, side, errors);
    let volume = line.volume(Column::Value, errors);
    let sale = sale(line, errors);
    let code = code?;
    let (country, replacement) = country_or_month(line, code, errors);
    let contract = line.told(Column::ContractOrConsignee);
    let buyer = sale.as_ref().is_some_and(|sale| sale.buyer_accise.is_some() || sale.buyer_name.is_some());
    if contract.is_none() && code.needs(Need::Contract) {
        errors.push(line.error(Column::ContractOrConsignee, MovementProblem::ContractMissing));
    }
    if contract.is_none() && !buyer && code.needs(Need::Buyer) {
        errors.push(line.error(Column::ContractOrConsignee, MovementProblem::BuyerMissing));
    }
    Some(Movement {
        code,
        volume: volume?,
        country,
        replacement,
        contract,
        document: line.told(Column::Document),
        sale,
        line: line.number(),
    })
}

fn code(
    line: Line<'_>,
    dialect: Dialect,
    regime: Regime,
    side: Side,
    errors: &mut Errors,
) -> Option<&'static MovementCode> {
    let text = line.cell(Column::Movement);
    let found = find(dialect, regime, side, text);
    if found.is_none() {
        let places = [Regime::Suspended, Regime::Paid]
            .into_iter()
            .flat_map(|regime| [(regime, Side::Entry), (regime, Side::Exit)]);
        let elsewhere =
            places.into_iter().find(|(regime, side)| find(dialect, *regime, *side, text).is_some());
        let problem = match elsewhere {
            Some((regime, side)) => MovementProblem::Misplaced {
                regime: if regime == Regime::Suspended { "suspendu" } else { "acquitte" },
                category: if side == Side::Entry { "entrees" } else { "sorties" },
            },
            None => MovementProblem::Unknown { nearest: nearest_code(dialect, regime, side, text) },
        };
        errors.push(line.error(Column::Movement, problem));
    }
    found
}

/// Column 18: the country of an export, or the month in which the wine that comes back was sold.
fn country_or_month(
    line: Line<'_>,
    code: &MovementCode,
    errors: &mut Errors,
) -> (Option<String>, Option<Month>) {
    let cell = line.cell(Column::CountryOrDate);
    let month = month(cell);
    let (asks_month, asks_country) = (code.needs(Need::ReplacementMonth), code.needs(Need::Country));
    let problem = match (cell.is_empty(), month) {
        (true, _) if asks_month => MovementProblem::ReplacementMissing,
        (true, _) if asks_country => MovementProblem::CountryMissing,
        (true, _) => return (None, None),
        (false, Some(month)) if !asks_country => return (None, Some(month)),
        (false, _) if asks_month => MovementProblem::ReplacementFormat,
        (false, None) if is_country(cell) => return (Some(cell.to_owned()), None),
        (false, _) => MovementProblem::CountryFormat,
    };
    errors.push(line.error(Column::CountryOrDate, problem));
    (None, None)
}

/// A name or an ISO 3166 code: two letters at least, and no digit (a digit comes from a decimal comma without
/// quotes).
fn is_country(text: &str) -> bool {
    let letters = text.chars().filter(|character| character.is_alphabetic()).count();
    letters >= 2 && !text.chars().any(char::is_numeric)
}

/// Columns 21 to 23: the contract that the row makes.
fn sale(line: Line<'_>, errors: &mut Errors) -> Option<BulkSale> {
    let price = line.told(Column::Price).and_then(|text| {
        let price = hundredths(&text).map(Money::from_cents);
        if price.is_none() {
            errors.push(line.error(Column::Price, MovementProblem::PriceFormat));
        }
        price
    });
    let buyer_accise = line.told(Column::BuyerAccise);
    if buyer_accise.as_deref().is_some_and(|accise| !is_accise(accise)) {
        errors.push(line.error(Column::BuyerAccise, MovementProblem::BuyerAccise));
    }
    let sale = BulkSale { price, buyer_accise, buyer_name: line.told(Column::BuyerName) };
    (sale != BulkSale::default()).then_some(sale)
}
