use std::io::{self, Write};

use domain::drm::Side;
use domain::terms::{CapsuleColour, CapsuleKind, CapsuleRegime, FiscalCategory, Regime};
use domain::units::{Month, Volume};

use super::read::hundredths_to_string;
use super::{
    Annexe, CapsuleAccount, Column, DrmFile, Movement, NonClearance, WineAccount, capsule_code, document_code,
};
use crate::reference::capsule_sizes;
use crate::reference::movements::{Dialect, Need, Stock};

/// Writes a file as the portal of its dialect takes it in: UTF-8, a header that every portal takes for a
/// comment, then wines, capsules and annexes in the order of the value, so that the same value always gives
/// the same bytes.
///
/// Semicolons and decimal dots, row by row: what a portal and a French spreadsheet both read. Lines end with LF, as theirs do: a portal reads
/// either end, and the digest of a filed return does not depend on the system it was written on. 20 columns,
/// or the 23 of BIVC and of any file that makes contracts.
///
/// # Errors
///
/// Where the bytes do not go where they are written.
pub fn write<W: Write>(file: &DrmFile, mut out: W) -> io::Result<()> {
    let makes_contract =
        |account: &WineAccount| account.movements.iter().any(|movement| movement.sale.is_some());
    let wide = file.dialect == Dialect::Bivc || file.accounts.iter().any(makes_contract);
    let last = if wide { Column::BuyerName } else { Column::Document };
    let columns = &Column::ALL[..=last.index()];
    let header: Vec<&str> = columns.iter().map(|column| column.name()).collect();
    let mut line = format!("#{}\n", header.join(SEPARATOR));
    out.write_all(line.as_bytes())?;
    let who = Cells::default()
        .with(Column::Period, file.period.to_compact())
        .with(Column::Identifier, identifier(file))
        .with(Column::Accise, file.accise.clone().unwrap_or_default());
    let wines = file.accounts.iter().flat_map(|account| wine(&who, file.dialect, account));
    let capsules = file.capsules.iter().flat_map(|account| capsule(&who, account));
    let annexes = file.annexes.iter().flat_map(|annexe| annexe_rows(&who, file.dialect, annexe));
    for row in wines.chain(capsules).chain(annexes) {
        line.clear();
        for (index, column) in columns.iter().enumerate() {
            if index > 0 {
                line.push_str(SEPARATOR);
            }
            push_cell(&mut line, row.cell(*column));
        }
        line.push('\n');
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}

/// What parts cells; portals take a comma as well, spreadsheets set to French do not.
const SEPARATOR: &str = ";";

/// The cells of one row.
#[derive(Clone, Default)]
struct Cells([String; Column::ALL.len()]);

impl Cells {
    fn with(mut self, column: Column, cell: impl Into<String>) -> Self {
        self.0[column.index()] = cell.into();
        self
    }

    /// What stands in columns 15 to 17 of most rows.
    fn telling(&self, category: &str, code: &str, value: impl Into<String>) -> Self {
        self.clone().with(Column::Category, category).with(Column::Movement, code).with(Column::Value, value)
    }

    fn cell(&self, column: Column) -> &str {
        &self.0[column.index()]
    }
}

fn identifier(file: &DrmFile) -> String {
    let number = |number: &Option<String>| number.as_ref().map(|number| format!("({number})"));
    let parts = [file.identifier.clone(), number(&file.siret), number(&file.cvi)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn wine(who: &Cells, dialect: Dialect, account: &WineAccount) -> Vec<Cells> {
    let mut row = who
        .clone()
        .with(Column::Type, "CAVE")
        .with(Column::Label, &account.product.libelle)
        .with(Column::Regime, if account.regime == Regime::Suspended { "suspendu" } else { "acquitte" });
    let names = Column::ALL.iter().skip(Column::Certification.index());
    for (column, name) in names.zip(&account.product.columns) {
        row = row.with(*column, name);
    }
    let stock = |stock: Stock, volume: String, claimed: Option<String>| {
        let category = if stock == Stock::Opening { "stocks_debut" } else { "stocks_fin" };
        let whole = row.telling(category, dialect.stock_code(stock), volume);
        [Some(whole), claimed.map(|claimed| row.telling(category, "dont_revendique", claimed))]
    };
    let complement = &account.complement;
    let told = [
        complement.abv.map(|abv| ("TAV", hundredths_to_string(i64::from(abv.centipercent())))),
        complement.premix.map(|premix| ("premix", u8::from(premix).to_string())),
        complement.observations.clone().map(|text| ("observations", text)),
    ];
    let opening_claimed = account.opening_claimed.map(Volume::to_hl_string);
    let closing_claimed = account.closing_claimed.map(Volume::to_hl_string);
    let mut rows: Vec<Cells> = Vec::new();
    rows.extend(stock(Stock::Opening, account.opening.to_hl_string(), opening_claimed).into_iter().flatten());
    rows.extend(account.movements.iter().map(|told| movement(&row, told)));
    rows.extend(told.into_iter().flatten().map(|(code, value)| row.telling("complement", code, value)));
    rows.extend(stock(Stock::Closing, account.closing.to_hl_string(), closing_claimed).into_iter().flatten());
    rows
}

fn movement(row: &Cells, movement: &Movement) -> Cells {
    let category = if movement.side() == Side::Entry { "entrees" } else { "sorties" };
    let month = movement.replacement.map(Month::to_compact);
    let country = movement.country.clone();
    // One column for both: the code says which of the two it asks for.
    let place =
        if movement.code.needs(Need::ReplacementMonth) { month.or(country) } else { country.or(month) };
    let sale = movement.sale.clone().unwrap_or_default();
    let price = sale.price.map(|price| hundredths_to_string(price.cents()));
    row.telling(category, &movement.code.code, movement.volume.to_hl_string())
        .with(Column::CountryOrDate, place.unwrap_or_default())
        .with(Column::ContractOrConsignee, movement.contract.clone().unwrap_or_default())
        .with(Column::Document, movement.document.clone().unwrap_or_default())
        .with(Column::Price, price.unwrap_or_default())
        .with(Column::BuyerAccise, sale.buyer_accise.unwrap_or_default())
        .with(Column::BuyerName, sale.buyer_name.unwrap_or_default())
}

fn capsule(who: &Cells, account: &CapsuleAccount) -> Vec<Cells> {
    let row = capsule_kind(who, account.kind);
    let opening = row.telling("stock_debut", "debut", account.opening.to_string());
    let movements = account.movements.iter().map(|movement| {
        let category = if movement.node.side() == Side::Entry { "entrees" } else { "sorties" };
        row.telling(category, capsule_code(movement.node), movement.count.to_string())
    });
    let observations =
        account.observations.iter().map(|text| row.telling("complement", "observations", text));
    let closing = row.telling("stock_fin", "fin", account.closing.to_string());
    std::iter::once(opening).chain(movements).chain(observations).chain([closing]).collect()
}

fn capsule_kind(who: &Cells, kind: CapsuleKind) -> Cells {
    let colour = match kind.colour {
        None => "",
        Some(CapsuleColour::Green) => "VERT",
        Some(CapsuleColour::Blue) => "BLEU",
        Some(CapsuleColour::WineLees) => "LIEDEVIN",
        Some(CapsuleColour::Orange) => "ORANGE",
    };
    let category = match kind.category {
        FiscalCategory::Still => "TRANQ",
        FiscalCategory::Sparkling => "MOUSSEUX",
        FiscalCategory::Intermediate => "PI",
        FiscalCategory::CognacArmagnac => "COGNAC-ARMAGNAC",
        FiscalCategory::Spirit => "ALCOOLS",
    };
    let regime = match kind.regime {
        CapsuleRegime::CollectiveSuspended => "collectif suspendu",
        CapsuleRegime::CollectivePaid => "collectif acquitte",
        CapsuleRegime::Personalised => "personnalise",
    };
    let unlisted = || {
        let centilitres = hundredths_to_string(kind.size_ml.saturating_mul(10));
        format!("{} {centilitres} cl", if kind.bag_in_box { "BIB" } else { "Bouteille" })
    };
    let size = capsule_sizes::find(kind.size_ml, kind.bag_in_box);
    who.clone()
        .with(Column::Type, "CRD")
        .with(Column::Certification, colour)
        .with(Column::Genre, category)
        .with(Column::Appellation, size.map_or_else(unlisted, |size| size.label.clone()))
        .with(Column::Regime, regime)
}

fn annexe_rows(who: &Cells, dialect: Dialect, annexe: &Annexe) -> Vec<Cells> {
    let row = who.clone().with(Column::Type, "ANNEXE");
    match annexe {
        Annexe::Documents { kind, first, last, count } => {
            let code = document_code(*kind);
            // InterLoire's own example has the numbers in column 17, the common format in column 20.
            let number = |end: &str, number: &str| match dialect {
                Dialect::InterLoire => row.telling(code, end, number),
                Dialect::Bivc => row.telling(code, end, "").with(Column::Document, number),
            };
            let count = count.map(|count| row.telling(code, "nb", count.to_string()));
            [number("debut", first), number("fin", last)].into_iter().chain(count).collect()
        }
        Annexe::NonClearance(NonClearance { document, dispatched_on, consignee }) => {
            let row = row
                .telling("NONAPUREMENT", "", "")
                .with(Column::CountryOrDate, dispatched_on.to_string())
                .with(Column::ContractOrConsignee, consignee.clone().unwrap_or_default())
                .with(Column::Document, document);
            vec![row]
        }
        Annexe::Statistic { kind, volume } => {
            vec![row.telling("STATS EUROPEENNES", kind.code(), volume.to_hl_string())]
        }
    }
}

/// Quotes a cell that holds any separator, so that outside quotes a file has no other than its own.
fn push_cell(text: &mut String, cell: &str) {
    if cell.contains([',', ';', '\t', '"', '\n', '\r']) {
        text.push('"');
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(cell);
    }
}
