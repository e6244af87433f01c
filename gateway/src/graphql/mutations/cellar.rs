use async_graphql::{Context, InputObject, Object, Result};
use domain::units::{Abv, HarvestId, ParcelId, VatId};
use uuid::Uuid;

use crate::graphql::context::fresh;
use crate::graphql::enums::GqlMaterial;
use crate::graphql::loaders::{harvest, parcel, vat};
use crate::graphql::outcome::{payloads, settle};
use crate::graphql::scalars::{GqlDate, GqlMass, GqlVolume};
use crate::graphql::types::{Harvest, Parcel, Vat};
use crate::graphql::unfit;
use crate::operations::{
    CommissionVat, LocateParcel, PlanHarvest, RecordAddition, RecordAnalysis, RegisterParcel, RetireParcel,
    RetireVat,
};

payloads! {
    /// The answer to `commissionVat`.
    CommissionVatResult = VatCommissioned {
        /// The vat.
        vat: Vat
    }
    /// The answer to `retireVat`.
    RetireVatResult = VatRetired {
        /// The vat.
        vat: Vat
    }
    /// The answer to `recordAnalysis`.
    RecordAnalysisResult = AnalysisRecorded {
        /// The vat.
        vat: Vat
    }
    /// The answer to `recordAddition`.
    RecordAdditionResult = AdditionRecorded {
        /// The vat.
        vat: Vat
    }
    /// The answer to `registerParcel`.
    RegisterParcelResult = ParcelRegistered {
        /// The parcel.
        parcel: Parcel
    }
    /// The answer to `locateParcel`.
    LocateParcelResult = ParcelLocated {
        /// The parcel.
        parcel: Parcel
    }
    /// The answer to `retireParcel`.
    RetireParcelResult = ParcelRetired {
        /// The parcel.
        parcel: Parcel
    }
    /// The answer to `planHarvest`.
    PlanHarvestResult = HarvestPlanned {
        /// The harvest.
        harvest: Harvest
    }
}

/// A vat to be put to use.
#[derive(InputObject)]
pub struct CommissionVatInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// Its name on the vat plan.
    code: String,
    /// What it holds at most.
    capacity: GqlVolume,
    /// What it is made of.
    material: GqlMaterial,
    /// Since when; entries before that day are refused.
    in_service_on: GqlDate,
}

/// A thing to be taken out of use on a day.
#[derive(InputObject)]
pub struct RetireInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The thing.
    id: Uuid,
    /// The day.
    occurred_on: GqlDate,
}

/// The figures of an analysis; at least one.
#[derive(InputObject)]
pub struct AnalysisInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The vat.
    vat_id: Uuid,
    /// The day.
    occurred_on: GqlDate,
    /// Strength in hundredths of a per cent: 12,5 % vol. is 1250.
    abv_centipercent: Option<u16>,
    /// Free sulphur dioxide, milligrams a litre.
    free_so2_mg_per_l: Option<i64>,
    /// Total sulphur dioxide, milligrams a litre.
    total_so2_mg_per_l: Option<i64>,
    /// Volatile acidity, milligrams of H₂SO₄ a litre.
    volatile_acidity_mg_per_l: Option<i64>,
    /// Density, grams a cubic metre.
    density_g_per_m3: Option<i64>,
    /// Temperature in tenths of a degree Celsius.
    temperature_decidegrees: Option<i64>,
}

/// Something added to the wine.
#[derive(InputObject)]
pub struct AdditionInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The vat.
    vat_id: Uuid,
    /// The day.
    occurred_on: GqlDate,
    /// What was added.
    product: String,
    /// The supplier's lot.
    product_lot: Option<String>,
    /// How much.
    quantity: GqlMass,
}

/// A parcel to be entered.
#[derive(InputObject)]
pub struct RegisterParcelInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// Its name.
    name: String,
    /// Its area in square metres.
    area_m2: i64,
    /// The grape it is planted with.
    grape: String,
    /// Its cadastral reference.
    cadastre: Option<String>,
}

/// Where a parcel lies.
#[derive(InputObject)]
pub struct LocateParcelInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The parcel.
    id: Uuid,
    /// The geographical units that contain it and that a label may name: commune, lieu-dit, cru. All of them: what was stated
    /// before holds no longer.
    places: Vec<String>,
}

/// A picking to be planned.
#[derive(InputObject)]
pub struct PlanHarvestInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The parcel.
    parcel_id: Uuid,
    /// The day foreseen.
    planned_on: GqlDate,
}

/// Commands on vats, parcels and harvests.
#[derive(Default)]
pub struct CellarMutation;

#[Object]
impl CellarMutation {
    /// Puts a vat to use.
    async fn commission_vat(
        &self,
        context: &Context<'_>,
        input: CommissionVatInput,
    ) -> Result<CommissionVatResult> {
        let fresh = fresh(context, input.command_id);
        let id = VatId::new(fresh.id("vat"));
        let operation = CommissionVat {
            vat: id,
            code: input.code,
            capacity_ml: input.capacity.0,
            material: input.material.into(),
            on: input.in_service_on.0,
        };
        let done = settle!(context, fresh, operation);
        let vat = vat(context, id).await?;
        Ok(VatCommissioned { vat, position: done.position, replayed: done.replayed }.into())
    }

    /// Takes an empty vat out of use.
    async fn retire_vat(&self, context: &Context<'_>, input: RetireInput) -> Result<RetireVatResult> {
        let id = VatId::new(input.id);
        let operation = RetireVat { vat: id, on: input.occurred_on.0 };
        let done = settle!(context, fresh(context, input.command_id), operation);
        let vat = vat(context, id).await?;
        Ok(VatRetired { vat, position: done.position, replayed: done.replayed }.into())
    }

    /// Records an analysis of the wine in a vat.
    async fn record_analysis(
        &self,
        context: &Context<'_>,
        input: AnalysisInput,
    ) -> Result<RecordAnalysisResult> {
        let id = VatId::new(input.vat_id);
        let above = || unfit("abvCentipercent: above 100 %");
        let abv =
            input.abv_centipercent.map(|abv| Abv::from_centipercent(abv).ok_or_else(above)).transpose()?;
        let operation = RecordAnalysis {
            vat: id,
            abv,
            free_so2_mg_per_l: input.free_so2_mg_per_l,
            total_so2_mg_per_l: input.total_so2_mg_per_l,
            volatile_acidity_mg_per_l: input.volatile_acidity_mg_per_l,
            density_g_per_m3: input.density_g_per_m3,
            temperature_decidegrees: input.temperature_decidegrees,
            on: input.occurred_on.0,
        };
        let done = settle!(context, fresh(context, input.command_id), operation);
        let vat = vat(context, id).await?;
        Ok(AnalysisRecorded { vat, position: done.position, replayed: done.replayed }.into())
    }

    /// Records what was added to the wine in a vat.
    async fn record_addition(
        &self,
        context: &Context<'_>,
        input: AdditionInput,
    ) -> Result<RecordAdditionResult> {
        let id = VatId::new(input.vat_id);
        let operation = RecordAddition {
            vat: id,
            product: input.product,
            product_lot: input.product_lot,
            quantity_mg: input.quantity.mg,
            on: input.occurred_on.0,
        };
        let done = settle!(context, fresh(context, input.command_id), operation);
        let vat = vat(context, id).await?;
        Ok(AdditionRecorded { vat, position: done.position, replayed: done.replayed }.into())
    }

    /// Enters a parcel.
    async fn register_parcel(
        &self,
        context: &Context<'_>,
        input: RegisterParcelInput,
    ) -> Result<RegisterParcelResult> {
        let fresh = fresh(context, input.command_id);
        let id = ParcelId::new(fresh.id("parcel"));
        let RegisterParcelInput { name, area_m2, grape, cadastre, .. } = input;
        let operation = RegisterParcel { parcel: id, name, area_m2, grape, cadastre };
        let done = settle!(context, fresh, operation);
        let parcel = parcel(context, id).await?;
        Ok(ParcelRegistered { parcel, position: done.position, replayed: done.replayed }.into())
    }

    /// States where a parcel lies, also for what was brought in before.
    async fn locate_parcel(
        &self,
        context: &Context<'_>,
        input: LocateParcelInput,
    ) -> Result<LocateParcelResult> {
        let id = ParcelId::new(input.id);
        let operation = LocateParcel { parcel: id, places: input.places };
        let done = settle!(context, fresh(context, input.command_id), operation);
        let parcel = parcel(context, id).await?;
        Ok(ParcelLocated { parcel, position: done.position, replayed: done.replayed }.into())
    }

    /// Removes a parcel from which nothing came.
    async fn retire_parcel(&self, context: &Context<'_>, input: RetireInput) -> Result<RetireParcelResult> {
        let id = ParcelId::new(input.id);
        let operation = RetireParcel { parcel: id, on: input.occurred_on.0 };
        let done = settle!(context, fresh(context, input.command_id), operation);
        let parcel = parcel(context, id).await?;
        Ok(ParcelRetired { parcel, position: done.position, replayed: done.replayed }.into())
    }

    /// Plans a picking.
    async fn plan_harvest(
        &self,
        context: &Context<'_>,
        input: PlanHarvestInput,
    ) -> Result<PlanHarvestResult> {
        let fresh = fresh(context, input.command_id);
        let id = HarvestId::new(fresh.id("harvest"));
        let parcel = ParcelId::new(input.parcel_id);
        let operation = PlanHarvest { harvest: id, parcel, on: input.planned_on.0 };
        let done = settle!(context, fresh, operation);
        let harvest = harvest(context, id).await?;
        Ok(HarvestPlanned { harvest, position: done.position, replayed: done.replayed }.into())
    }
}
