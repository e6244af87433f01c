//! Stock, revenue, VAT, the return and the sales journal say the same of six months of sales.

use std::collections::BTreeMap;

use domain::drm::declared::Nature;
use domain::drm::{Books, Node};
use domain::units::{Month, Volume};
use serde_json::{Value, json};

use super::check::books;
use super::documents as doc;
use super::months::{FILED_BEFORE, STORY_MONTH};
use super::teller::{Teller, Untrue};
use crate::artefacts::{BookFormat, BookPeriod, of_books};

/// What the sales journal holds: sums by account in cents, above zero for a debit, by month and in all.
#[derive(Default)]
struct Journal {
    by_month: BTreeMap<(String, String), i64>,
    pieces: BTreeMap<String, i64>,
    lines: usize,
}

/// Reads all five, and fails at the first cent or bottle that differs.
pub async fn agree(teller: &mut Teller) -> Result<(), Untrue> {
    let months: Vec<&str> = FILED_BEFORE.into_iter().chain([STORY_MONTH]).collect();
    let (journal, books) = (journal(teller).await?, books(teller).await?);
    let sales = teller.ask(doc::SALES, json!({ "from": months[0], "until": STORY_MONTH })).await?;
    let (mut bottles, mut net, mut vat) = (0, 0, 0);
    for month in &months {
        let told = of_month(teller, &sales, month)?;
        bottles += told.bottles;
        (net, vat) = (net + told.net, vat + told.vat);
        let (left, charged) =
            (exits(&books, parsed(teller, month)?), Volume::from_ml(750).times(told.bottles));
        let charged = charged.unwrap_or_default().to_hl_string();
        teller.same(&format!("sorties de {month}"), &json!(left.to_hl_string()), &json!(charged))?;
        teller.same("VAT base", &json!(told.base), &json!(told.net))?;
        teller.same("FEC, 70", &json!(-journal.sum(Some(month), "70")), &json!(told.net))?;
        teller.same("FEC, 4457", &json!(-journal.sum(Some(month), "4457")), &json!(told.vat))?;
    }
    let lots = sales["lots"]["edges"].as_array().cloned().unwrap_or_default();
    let sold: i64 = lots.iter().filter_map(|lot| lot["node"]["sold"].as_i64()).sum();
    teller.same("bouteilles vendues", &json!(sold), &json!(bottles))?;
    let owed: i64 = rows(&sales["agedBalances"]).iter().map(|row| cents(&row["balance"])).sum();
    teller.same("FEC, 411", &json!(journal.sum(None, "411")), &json!(owed))?;
    let unbalanced: Vec<&String> =
        journal.pieces.iter().filter(|(_, sum)| **sum != 0).map(|it| it.0).collect();
    teller.same("écritures déséquilibrées", &json!(unbalanced), &json!([]))?;
    teller.step(&format!(
        "Six mois de ventes : {sold} bouteilles, {} € HT, {} € de TVA, {} € dus",
        euros(net),
        euros(vat),
        euros(owed)
    ));
    teller.say(format!(
        "       stock, chiffre d’affaires, TVA, sorties de DRM et FEC ({} lignes) concordent, mois par mois",
        journal.lines
    ));
    Ok(())
}

struct Told {
    bottles: i64,
    net: i64,
    base: i64,
    vat: i64,
}

fn of_month(teller: &Teller, sales: &Value, month: &str) -> Result<Told, Untrue> {
    let of = |list: &Value| -> Vec<Value> {
        rows(list).into_iter().filter(|row| row["month"] == json!(month)).collect()
    };
    let revenue = of(&sales["revenue"]);
    let [revenue] = &revenue[..] else { return Err(teller.untrue(format!("{month} : pas de ventes"))) };
    let vat = of(&sales["vatByMonth"]);
    Ok(Told {
        bottles: revenue["bottles"].as_i64().unwrap_or_default(),
        net: cents(&revenue["net"]),
        base: vat.iter().map(|row| cents(&row["base"])).sum(),
        vat: vat.iter().map(|row| cents(&row["vat"])).sum(),
    })
}

/// What the return of a month says left in bottles, less what came back.
fn exits(books: &Books, month: Month) -> Volume {
    let drm = books.declare(month);
    let lines = drm.wines.iter().flat_map(|wine| &wine.lines);
    lines.fold(Volume::ZERO, |sum, line| match (line.node, line.nature) {
        (Node::FranceCrdSuspended, Some(Nature::Bottles)) => sum + line.volume_ml,
        (Node::FinalExits, _) if line.country.is_some() => sum + line.volume_ml,
        (Node::ReplacedUnderSuspension, _) => sum - line.volume_ml,
        _ => sum,
    })
}

/// The sales journal of the year, read back from its file.
async fn journal(teller: &Teller) -> Result<Journal, Untrue> {
    let (pool, period) = (&teller.app().pool, BookPeriod::Year(parsed(teller, STORY_MONTH)?.year()));
    let book = of_books(pool, teller.estate(), period, BookFormat::Fec).await;
    let book = book.map_err(|error| teller.untrue(error.to_string()))?;
    let text = String::from_utf8(book.content).map_err(|error| teller.untrue(error.to_string()))?;
    let mut journal = Journal::default();
    for row in text.split_terminator("\r\n").skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [_, _, number, on, account, .., debit, credit, _, _, _, _, _] = cells[..] else {
            return Err(teller.untrue(format!("FEC : {row}")));
        };
        let amount = with_comma(debit) - with_comma(credit);
        let month = format!("{}-{}", on.get(..4).unwrap_or_default(), on.get(4..6).unwrap_or_default());
        *journal.by_month.entry((month, account.to_owned())).or_default() += amount;
        *journal.pieces.entry(number.to_owned()).or_default() += amount;
        journal.lines += 1;
    }
    Ok(journal)
}

impl Journal {
    /// The sum of the accounts that begin so.
    fn sum(&self, month: Option<&str>, account: &str) -> i64 {
        let own = self
            .by_month
            .iter()
            .filter(|((of, number), _)| month.is_none_or(|month| month == of) && number.starts_with(account));
        own.map(|(_, sum)| sum).sum()
    }
}

fn parsed(teller: &Teller, month: &str) -> Result<Month, Untrue> {
    month.parse().map_err(|_| teller.untrue(month.to_owned()))
}

fn rows(list: &Value) -> Vec<Value> {
    list.as_array().cloned().unwrap_or_default()
}

/// Cents of an amount that is told as `-1234.50`.
fn cents(told: &Value) -> i64 {
    told.as_str().unwrap_or_default().replace('.', "").parse().unwrap_or_default()
}

/// Cents of an amount that is told as `1234,50`.
fn with_comma(told: &str) -> i64 {
    told.replace(',', "").parse().unwrap_or_default()
}

fn euros(cents: i64) -> String {
    format!("{},{:02}", cents / 100, cents % 100)
}
