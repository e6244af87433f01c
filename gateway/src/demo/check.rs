use documents::drm_rules::RULES;
use domain::Fact;
use domain::bottle_lot::BottleLot;
use domain::decider::Decider;
use domain::drm::{Books, Ledger, TOLD_BY};
use domain::estate::Estate;
use domain::units::{LotId, Month, VatId, Volume, WineId};
use domain::vat::Vat;
use std::collections::BTreeMap;

use journal::Selection;
use journal::export::export;
use journal::verify;
use serde_json::{Value, json};

use super::agreement::agree;
use super::documents as doc;
use super::months::{FILED_BEFORE, STORY_MONTH, file};
use super::story::Told;
use super::teller::{Teller, Untrue};
use crate::drm_file::breaches;
use crate::refold::refold;

/// What the checks found.
pub struct Verdict {
    /// How many events the ledger holds.
    pub events: i64,
    /// The hash of the last, hexadecimal.
    pub head: String,
}

/// Holds everything that the story left against the ledger itself: the chain, the read models, the balances; and then
/// closes and files the month.
pub async fn verify(teller: &mut Teller, told: &Told) -> Result<Verdict, Untrue> {
    let verdict = chain(teller).await?;
    balances(teller).await?;
    rebuild(teller).await?;
    customs(teller).await?;
    close(teller, told).await?;
    agree(teller).await?;
    Ok(verdict)
}

/// The hash chain, from the database and from an export.
async fn chain(teller: &mut Teller) -> Result<Verdict, Untrue> {
    let (pool, estate) = (teller.app().pool.clone(), teller.estate());
    let verified = verify::database(&pool, estate).await.map_err(|error| teller.untrue(error.to_string()))?;
    let mut bytes = Vec::new();
    export(&pool, estate, &mut bytes).await.map_err(|error| teller.untrue(error.to_string()))?;
    let exported = verify::file(bytes.as_slice()).map_err(|error| teller.untrue(error.to_string()))?;
    let head = verified.head_hash.to_string();
    teller.same("tête de l'export", &json!(exported.head_hash.to_string()), &json!(head))?;
    let events = verified.events;
    let short = &head[..16];
    teller.step(&format!("Chaîne vérifiée : {events} événements, en base et dans l'export ; tête {short}…"));
    if let Some(byte) = bytes.len().checked_div(2).and_then(|middle| bytes.get_mut(middle)) {
        *byte ^= 1;
    }
    match verify::file(bytes.as_slice()) {
        Ok(_) => return Err(teller.untrue("un octet changé n'a pas été vu".to_owned())),
        Err(fault) => teller.say(format!("       un octet changé dans l'export : {fault}")),
    }
    Ok(Verdict { events: verified.head_position, head })
}

/// For every wine: what the vats, the lots and the unplaced stock hold is what the return says.
async fn balances(teller: &mut Teller) -> Result<(), Untrue> {
    let mut ledger = Ledger::default();
    let mut estate = Estate::default();
    let mut vats: BTreeMap<VatId, Vat> = BTreeMap::new();
    let mut lots: BTreeMap<LotId, BottleLot> = BTreeMap::new();
    refold(&teller.app().journal, teller.estate(), Selection::ALL, |_, fact| {
        ledger.take(fact);
        match fact {
            Fact::Estate(_, event) => estate.evolve(event),
            Fact::Vat(id, event) => vats.entry(*id).or_default().evolve(event),
            Fact::Lot(id, event) => lots.entry(*id).or_default().evolve(event),
            _ => {}
        }
    })
    .await
    .map_err(|error| teller.untrue(error.to_string()))?;
    let mut held: BTreeMap<WineId, Volume> = BTreeMap::new();
    for vat in vats.values() {
        if let Vat::InService(vessel) | Vat::Retired(vessel) = vat
            && let (volume, Some(wine)) = vessel.contents.last()
        {
            *held.entry(wine).or_default() += volume;
        }
    }
    for lot in lots.values() {
        if let BottleLot::Filled(lot) = lot {
            *held.entry(lot.wine).or_default() += lot.volume_of(lot.on_hand.last());
        }
    }
    if let Ok(books) = estate.books() {
        for ((wine, _), volume) in books.unplaced.iter().flatten() {
            *held.entry(*wine).or_default() += *volume;
        }
    }
    let month = Month::new(2026, 9).ok_or_else(|| teller.untrue("2026-09".to_owned()))?;
    for balance in ledger.month(month).wines {
        let held = held.get(&balance.wine).copied().unwrap_or_default();
        teller.same(
            "stock physique",
            &json!(held.to_hl_string()),
            &json!(balance.closing_ml.to_hl_string()),
        )?;
    }
    teller.step(
        "Stock physique (cuves + lots + à placer) = stock de fin de la DRM, vin par vin, au millilitre",
    );
    Ok(())
}

/// Read models rebuilt from nothing answer as the live ones.
async fn rebuild(teller: &mut Teller) -> Result<(), Untrue> {
    let before = everything(teller).await?;
    let scope = projections::Scope { model: None, estate: Some(teller.estate()) };
    let rebuilt = teller.app().projector.rebuild(scope, |_| {}).await;
    let rebuilt = rebuilt.map_err(|error| teller.untrue(error.to_string()))?;
    teller.same("modèles en échec", &json!(rebuilt.failed), &json!(0))?;
    let after = everything(teller).await?;
    teller.same("modèles reconstruits", &after, &before)?;
    teller.step("Modèles de lecture reconstruits depuis le journal : réponses identiques");
    Ok(())
}

async fn everything(teller: &Teller) -> Result<Value, Untrue> {
    let month = teller.ask(doc::DRM, json!({ "month": "2026-09" })).await?;
    let products = teller.ask(doc::PRODUCTS, json!({})).await?;
    let estate = teller.ask(doc::ESTATE, json!({})).await?;
    let sales = teller.ask(doc::SALES, json!({ "from": "2026-04", "until": "2026-09" })).await?;
    let cellar = "{ vats { edges { node { code content wine { label } } } }
        movements(first: 100) { edges { node { id kind status postings { side account volume } } } }
        lots { edges { node { lotNumber filled onHand reserved available sold } } } }";
    let cellar = teller.ask(cellar, json!({})).await?;
    Ok(json!([month, products, estate, sales, cellar]))
}

/// The books of the excise, folded from the ledger.
pub(super) async fn books(teller: &Teller) -> Result<Books, Untrue> {
    let mut books = Books::default();
    let (journal, selection) = (&teller.app().journal, Selection::of(TOLD_BY));
    let read = refold(journal, teller.estate(), selection, |_, fact| books.take(fact)).await;
    read.map_err(|error| teller.untrue(error.to_string()))?;
    Ok(books)
}

/// Customs would take the six returns: each keeps every rule of their portal, and opens with what the month before closed
/// with.
async fn customs(teller: &mut Teller) -> Result<(), Untrue> {
    let books = books(teller).await?;
    for text in FILED_BEFORE.iter().chain([&STORY_MONTH]) {
        let month: Month = text.parse().map_err(|_| teller.untrue((*text).to_owned()))?;
        let broken: Vec<&str> = breaches(&books, month).iter().map(|breach| breach.rule).collect();
        teller.same("règles de la douane enfreintes", &json!(broken), &json!([]))?;
        let (before, after) = (books.declare(month.previous()), books.declare(month));
        for wine in &before.wines {
            let next = after.wine(&wine.spec.label, wine.regime).map(|it| it.opening_ml).unwrap_or_default();
            let (next, closed) = (next.to_hl_string(), wine.closing_ml.to_hl_string());
            teller.same("stock de début = stock de fin précédent", &json!(next), &json!(closed))?;
        }
    }
    teller.step(&format!(
        "Contrôle de la douane, d'avril à septembre : {} règles, aucune enfreinte ; chaque mois s'ouvre sur le précédent",
        RULES.len()
    ));
    Ok(())
}

/// September is closed with its return and filed; nothing enters it any more.
async fn close(teller: &mut Teller, told: &Told) -> Result<(), Untrue> {
    file(teller, STORY_MONTH, "la vendange, une mise, une commande").await?;
    let late = json!({ "occurredOn": "2026-09-30", "operation": {
        "loss": { "vatId": told.vat, "volume": "0.1", "cause": "PROCESSING" } } });
    let sentence = teller.refused(doc::RECORD, late, "MONTH_CLOSED").await?;
    teller.say(format!("       refusé : {sentence}"));
    let ahead = json!({ "occurredOn": "2099-01-01", "operation": {
        "loss": { "vatId": told.vat, "volume": "0.1", "cause": "PROCESSING" } } });
    let sentence = teller.refused(doc::RECORD, ahead, "DATE_IN_FUTURE").await?;
    teller.say(format!("       refusé : {sentence}"));
    Ok(())
}
