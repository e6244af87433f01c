use std::collections::HashMap;

use domain::drm::Side;
use domain::terms::Regime;
use domain::units::{Abv, Volume};

use super::number::hundredths;
use super::row::{Errors, Line, Told, keep};
use super::wine_balance::settle;
use super::wine_movement::movement;
use super::word::{Category, boolean, category, regime};
use crate::drm_csv::value::{WrittenCode, written_code};
use crate::drm_csv::{
    AccountProblem, Column, Movement, MovementProblem, ProductKey, ProductProblem, WineAccount,
};
use crate::reference::movements::{Dialect, Stock};
use crate::text::{key, nearest};

/// The code by which some portals tell the part of a stock that is claimed, for information.
const CLAIMED: &str = "dont_revendique";

/// The accounts of the CAVE rows as they come in, in the order of their first rows.
pub(super) struct Wines {
    dialect: Dialect,
    drafts: Vec<Draft>,
    by_product: HashMap<(ProductKey, Regime), usize>,
    lost: bool,
}

/// An account of which not every row is read.
pub(super) struct Draft {
    pub(super) product: ProductKey,
    pub(super) regime: Regime,
    pub(super) line: u32,
    pub(super) opening: Told<Volume>,
    pub(super) opening_claimed: Told<Volume>,
    pub(super) movements: Vec<Movement>,
    pub(super) closing: Told<Volume>,
    pub(super) closing_claimed: Told<Volume>,
    pub(super) abv: Told<Abv>,
    pub(super) premix: Told<bool>,
    pub(super) observations: Told<String>,
    /// A row of it is wrong, so its balance would only tell the same mistake again.
    faulty: bool,
}

impl Wines {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self { dialect, drafts: Vec::new(), by_product: HashMap::new(), lost: false }
    }

    /// A row may have belonged to any account.
    pub(super) fn lose_row(&mut self) {
        self.lost = true;
    }

    /// Reads a CAVE row into its account. One that is not sound is only told to belong to it.
    pub(super) fn row(&mut self, line: Line<'_>, sound: bool, errors: &mut Errors) {
        let Some(regime) = regime(line.cell(Column::Regime)) else {
            errors.push(line.error(Column::Regime, ProductProblem::RegimeUnknown));
            return self.lose_row();
        };
        let dialect = self.dialect;
        let draft = self.draft(line, regime, errors);
        let before = errors.len();
        if sound {
            draft.row(line, dialect, errors);
        }
        draft.faulty |= !sound || errors.len() > before;
    }

    /// The accounts, where every one is whole and balances.
    pub(super) fn finish(self, errors: &mut Errors) -> Vec<WineAccount> {
        if self.lost {
            return Vec::new();
        }
        let (faulty, sound) = self.drafts.into_iter().partition(|draft| draft.faulty);
        settle(sound, &faulty, errors)
    }

    fn draft(&mut self, line: Line<'_>, regime: Regime, errors: &mut Errors) -> &mut Draft {
        let product = product(line);
        let index = *self.by_product.entry((product, regime)).or_insert_with_key(|(product, _)| {
            check_product(line, product, errors);
            self.drafts.push(Draft::new(product.clone(), regime, line.number()));
            self.drafts.len() - 1
        });
        &mut self.drafts[index]
    }
}

impl Draft {
    const fn new(product: ProductKey, regime: Regime, line: u32) -> Self {
        Self {
            product,
            regime,
            line,
            opening: None,
            opening_claimed: None,
            movements: Vec::new(),
            closing: None,
            closing_claimed: None,
            abv: None,
            premix: None,
            observations: None,
            faulty: false,
        }
    }

    fn row(&mut self, line: Line<'_>, dialect: Dialect, errors: &mut Errors) {
        match category(line.cell(Column::Category)) {
            Ok(Category::Stock(stock)) => self.stock(line, dialect, stock, errors),
            Ok(Category::Entries) => {
                self.movements.extend(movement(line, dialect, self.regime, Side::Entry, errors));
            }
            Ok(Category::Exits) => {
                self.movements.extend(movement(line, dialect, self.regime, Side::Exit, errors));
            }
            Ok(Category::Complement) => self.complement(line, errors),
            Err(nearest) => {
                errors.push(line.error(Column::Category, AccountProblem::CategoryUnknown { nearest }));
            }
        }
    }

    fn stock(&mut self, line: Line<'_>, dialect: Dialect, stock: Stock, errors: &mut Errors) {
        let code = line.cell(Column::Movement);
        let claimed = key(code) == key(CLAIMED);
        let told = if claimed { Some(dialect) } else { Dialect::of_stock_code(stock, code) };
        let problem = match told {
            Some(told) if told == dialect => None,
            Some(_) => Some(MovementProblem::DialectMixed { expected: dialect.stock_code(stock) }),
            None => {
                let codes = Dialect::ALL.map(|dialect| dialect.stock_code(stock));
                Some(MovementProblem::Unknown { nearest: nearest(code, codes.into_iter().chain([CLAIMED])) })
            }
        };
        errors.extend(problem.map(|problem| line.error(Column::Movement, problem)));
        line.ends_at(Column::Value, errors);
        let volume = line.volume(Column::Value, errors);
        let slot = match (stock, claimed) {
            (Stock::Opening, false) => &mut self.opening,
            (Stock::Opening, true) => &mut self.opening_claimed,
            (Stock::Closing, false) => &mut self.closing,
            (Stock::Closing, true) => &mut self.closing_claimed,
        };
        keep(slot, line, volume, errors, |first_line| match stock {
            Stock::Opening => AccountProblem::OpeningTwice { first_line }.into(),
            Stock::Closing => AccountProblem::ClosingTwice { first_line }.into(),
        });
    }

    fn complement(&mut self, line: Line<'_>, errors: &mut Errors) {
        line.ends_at(Column::Value, errors);
        let value = line.cell(Column::Value);
        let code = key(line.cell(Column::Movement));
        let twice = |first_line| MovementProblem::ComplementTwice { first_line }.into();
        if value.is_empty() && matches!(code.as_str(), "tav" | "premix" | "observations" | "observation") {
            return errors.push(line.error(Column::Value, MovementProblem::ComplementEmpty));
        }
        match code.as_str() {
            "tav" => {
                let abv = abv(value);
                if abv.is_none() {
                    errors.push(line.error(Column::Value, MovementProblem::AbvFormat));
                }
                keep(&mut self.abv, line, abv, errors, twice);
            }
            "premix" => {
                let premix = boolean(value);
                if premix.is_none() {
                    errors.push(line.error(Column::Value, MovementProblem::PremixFormat));
                }
                keep(&mut self.premix, line, premix, errors, twice);
            }
            "observations" | "observation" => {
                let observation = line.observation(errors);
                keep(&mut self.observations, line, observation, errors, twice);
            }
            _ => {
                let nearest = nearest(&code, ["TAV", "premix", "observations"]);
                errors.push(line.error(Column::Movement, MovementProblem::ComplementUnknown { nearest }));
            }
        }
    }
}

/// Above 0.5 and below 100 %, at most two decimals (type of `tav` in the DTI+ viti schema 1.0.14).
fn abv(text: &str) -> Option<Abv> {
    let centipercent = hundredths(text).filter(|value| (51..10_000).contains(value))?;
    Abv::from_centipercent(u16::try_from(centipercent).ok()?)
}

fn product(line: Line<'_>) -> ProductKey {
    let columns = [
        Column::Certification,
        Column::Genre,
        Column::Appellation,
        Column::Mention,
        Column::Place,
        Column::Colour,
        Column::Grape,
        Column::Complement,
    ];
    ProductKey {
        columns: columns.map(|column| line.cell(column).to_owned()),
        libelle: line.cell(Column::Label).to_owned(),
    }
}

/// Tells what is wrong with a product, where it first stands.
fn check_product(line: Line<'_>, product: &ProductKey, errors: &mut Errors) {
    let written = written_code(&product.libelle);
    if product.label().is_empty() {
        errors.push(line.error(Column::Label, ProductProblem::LabelMissing));
    }
    match (written, product.code_in_column_5()) {
        (Some((_, WrittenCode::Malformed)), _) => {
            errors.push(line.error(Column::Label, ProductProblem::CodeFormat));
        }
        (Some((_, WrittenCode::Valid(code))), Some(other)) if code != other => {
            let other = product.columns[0].clone();
            errors.push(line.error(Column::Label, ProductProblem::CodeConflict { other }));
        }
        _ => {}
    }
}
