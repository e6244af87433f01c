use domain::timeline::{Effect, Entry};
use domain::units::{Abv, Date, VatId, Volume};
use domain::vat::{EntryKind, Purpose, Source, VatEvent};

use crate::cellar::{
    Analysis, CellarRows, Figure, HandlingDetail, HandlingKind, Vat, VatEntry, VatEntryKind, VatHandling,
    VatStatus,
};
use crate::contract::{Fault, Word};
use crate::sort_key::sort_key;

pub(super) fn want(rows: &mut CellarRows, vat: VatId, event: &VatEvent) {
    if !matches!(event, VatEvent::VatCommissioned { .. }) {
        rows.vats.want((vat,));
    }
}

pub(super) fn fold(rows: &mut CellarRows, vat: VatId, event: &VatEvent, position: i64) -> Result<(), Fault> {
    if let Some(entry) = Entry::of(event) {
        rows.vats.edit(&(vat,))?.enter(&entry);
        rows.vat_entries.put(written(vat, position, &entry));
        return Ok(());
    }
    match event {
        VatEvent::VatCommissioned { code, capacity_ml, material, occurred_on } => rows.vats.put(Vat {
            id: vat,
            sort_key: sort_key(code),
            code: code.clone(),
            capacity_ml: *capacity_ml,
            material: Word(*material),
            status: VatStatus::InService,
            in_service_on: *occurred_on,
            retired_on: None,
            content_ml: Volume::ZERO,
            wine_id: None,
            last_on: None,
            last_wine_id: None,
            analysis: Analysis::default(),
        }),
        VatEvent::VatRetired { occurred_on } => {
            let row = rows.vats.edit(&(vat,))?;
            row.status = VatStatus::Retired;
            row.retired_on = Some(*occurred_on);
        }
        VatEvent::AdditionMade { product, product_lot, quantity_mg, occurred_on } => {
            let detail = HandlingDetail::Addition {
                product: product.clone(),
                product_lot: product_lot.clone(),
                quantity_mg: *quantity_mg,
            };
            let kind = HandlingKind::Addition;
            rows.vat_handlings.put(VatHandling {
                vat_id: vat,
                occurred_on: *occurred_on,
                position,
                kind,
                detail,
            });
        }
        VatEvent::AnalysisRecorded { occurred_on, .. } => {
            let taken = Analysis::of(event);
            rows.vats.edit(&(vat,))?.analysis.take(&taken);
            let (kind, detail) = (HandlingKind::Analysis, HandlingDetail::Analysis(taken));
            rows.vat_handlings.put(VatHandling {
                vat_id: vat,
                occurred_on: *occurred_on,
                position,
                kind,
                detail,
            });
        }
        _ => {}
    }
    Ok(())
}

impl Vat {
    /// Takes an entry in. The content does not depend on the order of the entries, and neither does its wine, which is
    /// that of any entry that came last and moved or renamed some, also of one dated back: such an entry shifts every
    /// later level, so had another wine come after its day, the vat would have refused it (a second wine over a rest, a
    /// level below zero, a change of name that is no longer whole).
    fn enter(&mut self, entry: &Entry) {
        self.last_on = self.last_on.max(Some(entry.on));
        let moved = match entry.effect {
            Effect::Flow { wine, change } => {
                self.content_ml += change;
                (change != Volume::ZERO).then_some(wine)
            }
            Effect::Rename { to, .. } => Some(to),
        };
        self.last_wine_id = moved.or(self.last_wine_id);
        self.wine_id = self.last_wine_id.filter(|_| self.content_ml.is_positive());
    }
}

fn written(vat: VatId, position: i64, entry: &Entry) -> VatEntry {
    let (wine_id, from_wine_id, change_ml) = match entry.effect {
        Effect::Flow { wine, change } => (wine, None, change),
        Effect::Rename { from, to, .. } => (to, Some(from), Volume::ZERO),
    };
    VatEntry {
        vat_id: vat,
        occurred_on: entry.on,
        position,
        movement_id: entry.movement,
        kind: kind_of(&entry.kind),
        wine_id,
        from_wine_id,
        change_ml,
    }
}

const fn kind_of(kind: &EntryKind) -> VatEntryKind {
    match kind {
        EntryKind::Received(Source::Harvest { .. }) => VatEntryKind::Harvest,
        EntryKind::Received(Source::Transfer { .. }) => VatEntryKind::TransferIn,
        EntryKind::Received(Source::Purchase { .. }) => VatEntryKind::Purchase,
        EntryKind::Received(Source::Arrival(_)) => VatEntryKind::Arrival,
        EntryKind::Received(Source::Reclassified { .. }) => VatEntryKind::ReclassifiedIn,
        EntryKind::Received(Source::Opening) => VatEntryKind::Opening,
        EntryKind::Drawn(Purpose::Transfer { .. }) => VatEntryKind::TransferOut,
        EntryKind::Drawn(Purpose::Reclassified { .. }) => VatEntryKind::ReclassifiedOut,
        EntryKind::Drawn(Purpose::Bottling { .. }) => VatEntryKind::Bottling,
        EntryKind::Lost(_) => VatEntryKind::Loss,
        EntryKind::Dispatched(_) => VatEntryKind::BulkDispatch,
        EntryKind::Reclassified { .. } => VatEntryKind::Reclassification,
        EntryKind::Adjusted | EntryKind::AnnuallyAdjusted => VatEntryKind::Adjustment,
        EntryKind::Reversal => VatEntryKind::Reversal,
    }
}

impl Analysis {
    /// The figures of one analysis.
    fn of(event: &VatEvent) -> Self {
        let VatEvent::AnalysisRecorded {
            abv,
            free_so2_mg_per_l,
            total_so2_mg_per_l,
            volatile_acidity_mg_per_l,
            density_g_per_m3,
            temperature_decidegrees,
            occurred_on,
        } = event
        else {
            return Self::default();
        };
        let figure = |value: &Option<i64>| value.map(|value| Figure { value, on: *occurred_on });
        Self {
            abv_centipercent: figure(&abv.map(Abv::centipercent).map(i64::from)),
            free_so2_mg_per_l: figure(free_so2_mg_per_l),
            total_so2_mg_per_l: figure(total_so2_mg_per_l),
            volatile_acidity_mg_per_l: figure(volatile_acidity_mg_per_l),
            density_g_per_m3: figure(density_g_per_m3),
            temperature_decidegrees: figure(temperature_decidegrees),
        }
    }

    /// Keeps the newer of each figure; of one day, the one that came later.
    fn take(&mut self, taken: &Self) {
        newer(&mut self.abv_centipercent, taken.abv_centipercent);
        newer(&mut self.free_so2_mg_per_l, taken.free_so2_mg_per_l);
        newer(&mut self.total_so2_mg_per_l, taken.total_so2_mg_per_l);
        newer(&mut self.volatile_acidity_mg_per_l, taken.volatile_acidity_mg_per_l);
        newer(&mut self.density_g_per_m3, taken.density_g_per_m3);
        newer(&mut self.temperature_decidegrees, taken.temperature_decidegrees);
    }
}

fn newer(kept: &mut Option<Figure>, taken: Option<Figure>) {
    let day = |figure: Option<Figure>| -> Option<Date> { figure.map(|figure| figure.on) };
    if taken.is_some() && day(*kept) <= day(taken) {
        *kept = taken;
    }
}
