use domain::harvest::HarvestEvent;
use domain::parcel::ParcelEvent;
use domain::units::{Date, HarvestId, ParcelId};

use crate::cellar::{CellarRows, Harvest, HarvestStatus, Parcel, ParcelStatus};
use crate::contract::Fault;
use crate::sort_key::sort_key;

pub(super) fn want_parcel(rows: &mut CellarRows, parcel: ParcelId, event: &ParcelEvent) {
    if !matches!(event, ParcelEvent::ParcelRegistered { .. }) {
        rows.parcels.want((parcel,));
    }
}

pub(super) fn fold_parcel(rows: &mut CellarRows, parcel: ParcelId, event: &ParcelEvent) -> Result<(), Fault> {
    match event {
        ParcelEvent::ParcelRegistered { name, area_m2, grape, cadastre } => rows.parcels.put(Parcel {
            id: parcel,
            sort_key: sort_key(name),
            name: name.clone(),
            area_m2: *area_m2,
            grape: grape.clone(),
            cadastre: cadastre.clone(),
            places: Vec::new(),
            status: ParcelStatus::Planted,
            retired_on: None,
            harvests: 0,
        }),
        ParcelEvent::ParcelLocated { places } => {
            rows.parcels.edit(&(parcel,))?.places.clone_from(places);
        }
        ParcelEvent::ParcelHarvested { .. } => rows.parcels.edit(&(parcel,))?.harvests += 1,
        ParcelEvent::ParcelHarvestWithdrawn { .. } => rows.parcels.edit(&(parcel,))?.harvests -= 1,
        ParcelEvent::ParcelRetired { occurred_on } => {
            let row = rows.parcels.edit(&(parcel,))?;
            row.status = ParcelStatus::Retired;
            row.retired_on = Some(*occurred_on);
        }
    }
    Ok(())
}

pub(super) fn want_harvest(rows: &mut CellarRows, harvest: HarvestId, event: &HarvestEvent) {
    if !matches!(event, HarvestEvent::HarvestPlanned { .. }) {
        rows.harvests.want((harvest,));
    }
}

pub(super) fn fold_harvest(
    rows: &mut CellarRows,
    harvest: HarvestId,
    event: &HarvestEvent,
) -> Result<(), Fault> {
    match event {
        HarvestEvent::HarvestPlanned { parcel, planned_on } => rows
            .harvests
            .put(Harvest { planned_on: Some(*planned_on), ..unknown(harvest, *parcel, *planned_on) }),
        HarvestEvent::HarvestBrought {
            movement,
            parcel,
            vat,
            wine,
            vintage,
            volume_ml,
            waste_ml,
            weight_kg,
            potential_abv,
            occurred_on,
        } => {
            let row = rows.harvests.edit_or((harvest,), || unknown(harvest, *parcel, *occurred_on))?;
            *row = Harvest {
                id: harvest,
                status: HarvestStatus::Brought,
                on_date: *occurred_on,
                parcel_id: *parcel,
                planned_on: row.planned_on,
                occurred_on: Some(*occurred_on),
                movement_id: Some(*movement),
                vat_id: Some(*vat),
                wine_id: Some(*wine),
                vintage: Some(*vintage),
                volume_ml: Some(*volume_ml),
                waste_ml: Some(*waste_ml),
                weight_kg: *weight_kg,
                potential_abv: *potential_abv,
                reversed_by: None,
                reversed_on: None,
            };
        }
        HarvestEvent::HarvestReversed { movement, occurred_on } => {
            let row = rows.harvests.edit(&(harvest,))?;
            row.status = HarvestStatus::Reversed;
            row.reversed_by = Some(*movement);
            row.reversed_on = Some(*occurred_on);
        }
    }
    Ok(())
}

/// A harvest of which nothing is known but where and when.
fn unknown(harvest: HarvestId, parcel: ParcelId, on: Date) -> Harvest {
    Harvest {
        id: harvest,
        status: HarvestStatus::Planned,
        on_date: on,
        parcel_id: parcel,
        planned_on: None,
        occurred_on: None,
        movement_id: None,
        vat_id: None,
        wine_id: None,
        vintage: None,
        volume_ml: None,
        waste_ml: None,
        weight_kg: None,
        potential_abv: None,
        reversed_by: None,
        reversed_on: None,
    }
}
