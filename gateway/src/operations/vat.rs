use domain::units::{Abv, Date, VatId, Volume};
use domain::vat::{Analysis, Material, Vat, VatCommand};
use journal::{Operation, Unit, UnitError};
use serde::Serialize;

/// Puts a vat to use.
#[derive(Debug, Serialize)]
pub struct CommissionVat {
    /// The vat to be.
    pub vat: VatId,
    /// Its name on the vat plan.
    pub code: String,
    /// What it holds at most.
    pub capacity_ml: Volume,
    /// What it is made of.
    pub material: Material,
    /// When.
    pub on: Date,
}

/// Takes an empty vat out of use.
#[derive(Debug, Serialize)]
pub struct RetireVat {
    /// The vat.
    pub vat: VatId,
    /// When.
    pub on: Date,
}

/// Records an analysis.
#[derive(Debug, Serialize)]
pub struct RecordAnalysis {
    /// The vat.
    pub vat: VatId,
    /// Strength.
    pub abv: Option<Abv>,
    /// Free sulphur dioxide, milligrams a litre.
    pub free_so2_mg_per_l: Option<i64>,
    /// Total sulphur dioxide, milligrams a litre.
    pub total_so2_mg_per_l: Option<i64>,
    /// Volatile acidity, milligrams of H₂SO₄ a litre.
    pub volatile_acidity_mg_per_l: Option<i64>,
    /// Density, grams a cubic metre.
    pub density_g_per_m3: Option<i64>,
    /// Temperature in tenths of a degree Celsius.
    pub temperature_decidegrees: Option<i64>,
    /// When.
    pub on: Date,
}

/// Records an addition to the wine.
#[derive(Debug, Serialize)]
pub struct RecordAddition {
    /// The vat.
    pub vat: VatId,
    /// What was added.
    pub product: String,
    /// The supplier's lot.
    pub product_lot: Option<String>,
    /// How much, in milligrams.
    pub quantity_mg: i64,
    /// When.
    pub on: Date,
}

impl Operation for CommissionVat {
    const NAME: &'static str = "commission_vat";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let command = VatCommand::Commission {
            code: self.code.clone(),
            capacity_ml: self.capacity_ml,
            material: self.material,
            on: self.on,
        };
        unit.execute::<Vat>(self.vat.uuid(), command).await.map(drop)
    }
}

impl Operation for RetireVat {
    const NAME: &'static str = "retire_vat";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        unit.execute::<Vat>(self.vat.uuid(), VatCommand::Retire { on: self.on }).await.map(drop)
    }
}

impl Operation for RecordAnalysis {
    const NAME: &'static str = "record_analysis";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let analysis = Analysis {
            abv: self.abv,
            free_so2_mg_per_l: self.free_so2_mg_per_l,
            total_so2_mg_per_l: self.total_so2_mg_per_l,
            volatile_acidity_mg_per_l: self.volatile_acidity_mg_per_l,
            density_g_per_m3: self.density_g_per_m3,
            temperature_decidegrees: self.temperature_decidegrees,
        };
        unit.execute::<Vat>(self.vat.uuid(), VatCommand::Analyse { analysis, on: self.on }).await.map(drop)
    }
}

impl Operation for RecordAddition {
    const NAME: &'static str = "record_addition";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let command = VatCommand::Add {
            product: self.product.clone(),
            product_lot: self.product_lot.clone(),
            quantity_mg: self.quantity_mg,
            on: self.on,
        };
        unit.execute::<Vat>(self.vat.uuid(), command).await.map(drop)
    }
}
