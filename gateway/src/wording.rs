//! How wine in bottles stands on the papers of a sale.

use domain::invoice::{Bottles, DraftDiscount, DraftLine, Item, Off, VatTreatment};
use domain::order::LotLine;
use domain::terms::WineSpec;
use domain::units::{Abv, LotId, Rate, WineId};

/// A lot, as a paper tells it.
pub struct Labelled<'a> {
    /// The lot.
    pub id: LotId,
    /// Its number.
    pub number: &'a str,
    /// Its wine.
    pub wine: WineId,
    /// What the wine is.
    pub spec: &'a WineSpec,
    /// Its vintage.
    pub vintage: Option<u16>,
    /// What one bottle holds.
    pub size_ml: i64,
}

/// What an article adds to a lot that is sold under it.
pub struct SoldAs<'a> {
    /// Its name.
    pub name: &'a str,
    /// The strength on its label.
    pub abv: Option<Abv>,
    /// Its rate of VAT.
    pub vat_rate: Rate,
}

/// Bottles of a lot as a line of a draft; `vat` is how VAT stands where they go.
pub fn line(
    lot: &Labelled<'_>,
    article: Option<&SoldAs<'_>>,
    ordered: &LotLine,
    vat: VatTreatment,
) -> DraftLine {
    let Labelled { id, number, wine, spec, vintage, size_ml } = *lot;
    DraftLine {
        label: bottles(spec, vintage, size_ml, article.map(|article| article.name)),
        item: Item::Bottles(Bottles {
            lot: id,
            lot_number: number.to_owned(),
            wine,
            vintage,
            size_ml,
            abv: article.and_then(|article| article.abv),
            category: spec.category,
        }),
        count: ordered.bottles,
        unit_price_cents: ordered.unit_price_cents,
        discount: ordered.discount.map(|rate| DraftDiscount { off: Off::Share(rate), reason: None }),
        vat: match (vat, article) {
            (VatTreatment::Standard(_), Some(article)) => VatTreatment::Standard(article.vat_rate),
            _ => vat,
        },
    }
}

/// The number of an order, by its place in the ledger.
pub fn order_number(position: i64) -> String {
    format!("C-{position:06}")
}

/// What is sold, as it is printed: the article's name before what the wine is in law, unless the name says so itself.
fn bottles(wine: &WineSpec, vintage: Option<u16>, size_ml: i64, article: Option<&str>) -> String {
    let vintage = vintage.map(|vintage| format!(" {vintage}")).unwrap_or_default();
    let (legal, size) = (format!("{}{vintage}", wine.label), container(size_ml));
    match article {
        Some(name) if name.contains(&legal) => format!("{name}, {size}"),
        Some(name) => format!("{name} – {legal}, {size}"),
        None => format!("{legal}, {size}"),
    }
}

/// A nominal volume as it is read on a label: `75 cl`, `1,5 l`.
fn container(size_ml: i64) -> String {
    match size_ml {
        1_000.. if size_ml % 1_000 == 0 => format!("{} l", size_ml / 1_000),
        1_000.. if size_ml % 100 == 0 => format!("{},{} l", size_ml / 1_000, size_ml % 1_000 / 100),
        _ if size_ml % 10 == 0 => format!("{} cl", size_ml / 10),
        _ => format!("{size_ml} ml"),
    }
}

#[cfg(test)]
mod tests {
    use domain::terms::FiscalCategory;

    use super::*;

    #[test]
    fn a_container_is_read_as_on_a_label() {
        let read = [100, 375, 750, 1_000, 1_500, 3_000, 1_875].map(container);
        assert_eq!(read, ["10 cl", "375 ml", "75 cl", "1 l", "1,5 l", "3 l", "1875 ml"]);
    }

    #[test]
    fn what_the_wine_is_in_law_is_always_told_and_once() {
        let label = "Chinon".to_owned();
        let wine =
            WineSpec { label, code: None, category: FiscalCategory::Still, colour: None, portal: None };
        let called = |article| bottles(&wine, Some(2024), 750, article);
        assert_eq!(called(None), "Chinon 2024, 75 cl");
        assert_eq!(called(Some("Les Picasses")), "Les Picasses – Chinon 2024, 75 cl");
        assert_eq!(called(Some("Chinon 2024 Les Picasses")), "Chinon 2024 Les Picasses, 75 cl");
    }
}
