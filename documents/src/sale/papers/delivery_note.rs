use domain::invoice::{Item, Language};
use domain::units::{Date, Volume};
use serde::Serialize;

use crate::figures::{count, day, kilograms, litres};
use crate::sale::paper::{
    Block, Fact, Letterhead, Print, billed_to, carried_by, delivered_to, letterhead, of, of_bottles, print,
    sent_by,
};
use crate::sale::{Look, Parties, SaleRefusal};

/// What goes along with goods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryNote {
    /// Its number.
    pub number: String,
    /// The day they leave.
    pub departed_on: Date,
    /// The number of the order.
    pub order: Option<String>,
    /// The buyer's own reference.
    pub buyer_reference: Option<String>,
    /// The number of the document under which they travel: a DSA, a DAE.
    pub accompanying: Option<String>,
    /// What is delivered.
    pub lines: Vec<DeliveredLine>,
    /// How many packages.
    pub packages: Option<u32>,
    /// What they weigh, in grams.
    pub gross_weight_g: Option<i64>,
    /// The language.
    pub language: Language,
}

/// What is delivered of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveredLine {
    /// What it is, as it is printed.
    pub label: String,
    /// What it is in law.
    pub item: Item,
    /// How many were ordered.
    pub ordered: i64,
    /// How many are delivered with this note.
    pub delivered: i64,
    /// How many are still to come.
    pub outstanding: i64,
}

#[derive(Serialize)]
struct Sheet {
    head: Letterhead,
    heading: &'static str,
    number: String,
    facts: Vec<Fact>,
    buyer: Block,
    delivery: Option<Block>,
    heads: [&'static str; 4],
    rows: Vec<Row>,
    sums: Vec<Fact>,
    carriage: [Block; 2],
    signatures: [&'static str; 2],
}

#[derive(Serialize)]
struct Row {
    label: String,
    detail: Option<String>,
    ordered: String,
    delivered: String,
    outstanding: String,
}

/// Writes a delivery note: what is delivered without its price, and room for who receives it. The same note gives the same
/// bytes.
pub fn delivery_note(note: &DeliveryNote, parties: &Parties, look: &Look) -> Result<Vec<u8>, SaleRefusal> {
    let language = note.language;
    let heading = of(language, "Bon de livraison", "Delivery note");
    let title = format!("{heading} {}", note.number);
    let sheet = Sheet {
        head: letterhead(&parties.seller, look, language, title, note.departed_on),
        heading,
        number: note.number.clone(),
        facts: facts(note),
        buyer: billed_to(parties.buyer.as_ref(), of(language, "Client", "Customer"), language),
        delivery: delivered_to(parties, language),
        heads: [
            of(language, "Désignation", "Description"),
            of(language, "Commandé", "Ordered"),
            of(language, "Livré", "Delivered"),
            of(language, "Reste dû", "To follow"),
        ],
        rows: note.lines.iter().map(|line| row(line, language)).collect(),
        sums: sums(note),
        carriage: [sent_by(&parties.seller, language), carried_by(parties, language)],
        signatures: [
            of(language, "Pour l’expéditeur", "For the consignor"),
            of(
                language,
                "Reçu le, nom et signature, réserves",
                "Received on, name and signature, reservations",
            ),
        ],
    };
    let ident = format!("delivery/{}/{}", parties.seller.siren, note.number);
    let template = ("delivery_note.typ", include_str!("delivery_note.typ"));
    print(&sheet, Print { template, ident: &ident, look, attached: None })
}

fn facts(note: &DeliveryNote) -> Vec<Fact> {
    let language = note.language;
    let mut facts = vec![(of(language, "Départ", "Departure"), day(note.departed_on, language))];
    let told = [
        (of(language, "Commande", "Order"), &note.order),
        (of(language, "Votre référence", "Your reference"), &note.buyer_reference),
        (of(language, "Document d’accompagnement", "Accompanying document"), &note.accompanying),
    ];
    facts.extend(told.into_iter().filter_map(|(label, value)| Some((label, value.clone()?))));
    facts
}

fn row(line: &DeliveredLine, language: Language) -> Row {
    let detail = match &line.item {
        Item::Bottles(bottles) => Some(of_bottles(bottles, language)),
        Item::Goods | Item::Service => None,
    };
    Row {
        label: line.label.clone(),
        detail,
        ordered: count(line.ordered, language),
        delivered: count(line.delivered, language),
        outstanding: if line.outstanding == 0 { String::new() } else { count(line.outstanding, language) },
    }
}

fn sums(note: &DeliveryNote) -> Vec<Fact> {
    let language = note.language;
    let bottles = |line: &DeliveredLine| match &line.item {
        Item::Bottles(bottles) => Some((line.delivered, line.delivered.checked_mul(bottles.size_ml)?)),
        Item::Goods | Item::Service => None,
    };
    let delivered: Vec<(i64, i64)> = note.lines.iter().filter_map(bottles).collect();
    let volume = Volume::from_ml(delivered.iter().map(|(_, volume_ml)| volume_ml).sum());
    let bottles: i64 = delivered.iter().map(|(bottles, _)| bottles).sum();
    let mut sums = vec![
        (of(language, "Bouteilles", "Bottles"), count(bottles, language)),
        (of(language, "Volume", "Volume"), litres(volume.ml(), language)),
    ];
    let packages = note.packages.map(|packages| count(i64::from(packages), language));
    sums.extend(packages.map(|told| (of(language, "Colis", "Packages"), told)));
    let weight = note.gross_weight_g.map(|weight| kilograms(weight, language));
    sums.extend(weight.map(|told| (of(language, "Poids brut", "Gross weight"), told)));
    sums
}
