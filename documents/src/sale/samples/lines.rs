use domain::invoice::{Bottles, DraftDiscount, DraftLine, Item, Off, VatTreatment};
use domain::terms::FiscalCategory;
use domain::units::{Abv, EstateId, LotId, Money, Rate, WineId};

use super::random::Random;

const WINES: [(&str, u16, i64, u16, FiscalCategory); 6] = [
    ("Muscadet Sèvre et Maine sur lie", 2025, 750, 1_200, FiscalCategory::Still),
    ("Montlouis-sur-Loire « Les Bournais »", 2024, 750, 1_350, FiscalCategory::Still),
    ("Crémant de Loire brut", 2023, 750, 1_250, FiscalCategory::Sparkling),
    ("Anjou rouge, vieilles vignes", 2022, 1_500, 1_300, FiscalCategory::Still),
    ("Rosé d’Anjou", 2025, 375, 1_050, FiscalCategory::Still),
    ("Coteaux du Layon", 2020, 500, 1_180, FiscalCategory::Still),
];

/// Some bottles of one of the wines.
pub(super) fn wine(random: &mut Random) -> Option<DraftLine> {
    let (name, vintage, size_ml, abv, category) = random.one(&WINES)?;
    let estate = EstateId::of("FR0000000002V");
    let lot_number = format!("L{}-{:02}", vintage % 100 + 1, random.within(1, 40));
    let bottles = Bottles {
        lot: LotId::of(estate, &lot_number),
        lot_number,
        wine: WineId::of(estate, name),
        vintage: Some(vintage),
        size_ml,
        abv: Abv::from_centipercent(abv),
        category,
    };
    Some(DraftLine {
        label: format!("{name} {vintage}"),
        item: Item::Bottles(bottles),
        count: random.within(1, 40) * 6,
        unit_price_cents: Money::from_cents(random.within(450, 2_900)),
        discount: None,
        vat: VatTreatment::WINE,
    })
}

/// A service at that price.
pub(super) fn service(label: &str, cents: i64, vat: VatTreatment) -> DraftLine {
    DraftLine {
        label: label.to_owned(),
        item: Item::Service,
        count: 1,
        unit_price_cents: Money::from_cents(cents),
        discount: None,
        vat,
    }
}

/// The same with goods and a service of other rates.
pub(super) fn mixed(mut lines: Vec<DraftLine>) -> Vec<DraftLine> {
    let rate = |basis_points| VatTreatment::Standard(Rate::from_basis_points(basis_points));
    let goods = |label, cents, basis_points| DraftLine {
        item: Item::Goods,
        count: 3,
        ..service(label, cents, rate(basis_points))
    };
    lines.push(goods("Livre « Vignes de Loire »", 2_433, 550));
    lines.push(goods("Assiette de fromages", 1_033, 1_000));
    lines.push(service("Transport", 4_999, rate(2_000)));
    lines
}

/// The same with a discount on two lines of three, one by its rate, one of a cent.
pub(super) fn discounted(mut lines: Vec<DraftLine>) -> Vec<DraftLine> {
    for (place, line) in lines.iter_mut().enumerate() {
        let off = match place % 3 {
            0 => Off::Share(Rate::from_basis_points(333 + i32::try_from(place).unwrap_or(0) * 250)),
            1 => Off::Amount(Money::from_cents(1)),
            _ => continue,
        };
        let reason = (place % 2 == 0).then(|| "Remise par quantité".to_owned());
        line.discount = Some(DraftDiscount { off, reason });
    }
    lines
}

/// The same with VAT treated so.
pub(super) fn treated(mut lines: Vec<DraftLine>, vat: VatTreatment) -> Vec<DraftLine> {
    for line in &mut lines {
        line.vat = vat;
    }
    lines
}
