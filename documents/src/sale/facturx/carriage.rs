use std::collections::BTreeMap;

use domain::invoice::{Invoice, InvoiceKind, Item};
use domain::units::Volume;
use serde::Serialize;

use crate::figures::{count, day, kilograms, litres, size};
use crate::sale::Parties;
use crate::sale::paper::{Block, Fact, billed_to, carried_by, delivered_to, of, sent_by};

/// How the bottles travel.
#[derive(Serialize)]
pub(super) struct Carriage {
    title: &'static str,
    parties: Vec<Block>,
    facts: Vec<Fact>,
}

/// What lets the invoice serve as accompanying document (décret 2025-590 of 27 June 2025): sender, consignee, carrier, the
/// containers with their nominal volume; strength and commercial description stand on each line. Without the strength of
/// every wine it does not serve, and does not say so.
pub(super) fn carriage(invoice: &Invoice, parties: &Parties) -> Option<Carriage> {
    let carriage = invoice.carriage.as_ref().filter(|_| invoice.kind != InvoiceKind::CreditNote)?;
    let language = invoice.buyer.language;
    let strong = invoice.lines.iter().all(|line| match &line.item {
        Item::Bottles(bottles) => bottles.abv.is_some(),
        Item::Goods | Item::Service => true,
    });
    let whereto = parties.delivery.is_some() || parties.buyer.as_ref().is_some_and(|it| it.address.is_some());
    let consignee = of(language, "Destinataire", "Consignee");
    let delivery = delivered_to(parties, language).map(|block| block.labelled(consignee));
    let reference = carriage.reference.clone().unwrap_or_else(|| invoice.number.to_string());
    let mut facts = vec![
        (of(language, "Référence", "Reference"), reference),
        (of(language, "Départ", "Departure"), day(carriage.departed_on, language)),
        (of(language, "Contenants", "Containers"), containers(invoice)),
    ];
    let packages = carriage.packages.map(|packages| count(i64::from(packages), language));
    facts.extend(packages.map(|told| (of(language, "Colis", "Packages"), told)));
    let weight = carriage.gross_weight_g.map(|weight| kilograms(weight, language));
    facts.extend(weight.map(|told| (of(language, "Poids brut", "Gross weight"), told)));
    Some(Carriage {
        title: if strong && whereto {
            of(
                language,
                "Facture valant document simplifié d’accompagnement (DSA)",
                "This invoice serves as simplified accompanying document (DSA)",
            )
        } else {
            of(language, "Transport", "Carriage")
        },
        parties: vec![
            sent_by(&parties.seller, language),
            delivery.unwrap_or_else(|| billed_to(parties.buyer.as_ref(), consignee, language)),
            carried_by(parties, language),
        ],
        facts,
    })
}

/// `120 bouteilles de 75 cl, 6 bouteilles de 150 cl : 99,000 l`.
fn containers(invoice: &Invoice) -> String {
    let language = invoice.buyer.language;
    let mut by_size: BTreeMap<i64, i64> = BTreeMap::new();
    for line in &invoice.lines {
        if let Item::Bottles(bottles) = &line.item {
            *by_size.entry(bottles.size_ml).or_default() += line.count;
        }
    }
    let told: Vec<String> = by_size
        .into_iter()
        .map(|(size_ml, bottles)| {
            let (bottles, size) = (count(bottles, language), size(size_ml, language));
            format!("{bottles} {} {size}", of(language, "bouteilles de", "bottles of"))
        })
        .collect();
    let volume_ml: i64 = invoice.lines.iter().filter_map(|line| line.volume().map(Volume::ml)).sum();
    format!("{}{} {}", told.join(", "), of(language, "\u{a0}:", ":"), litres(volume_ml, language))
}
