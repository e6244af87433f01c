use std::collections::BTreeMap;

use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::schema::{is_true_of_each_variant, reachable};
use crate::Fact;
use crate::article::ArticleEvent;
use crate::bottle_lot::LotEvent;
use crate::capsule_account::CapsuleEvent;
use crate::drm_period::DrmPeriodEvent;
use crate::estate::EstateEvent;
use crate::harvest::HarvestEvent;
use crate::invoice::InvoiceEvent;
use crate::invoice_book::BookEvent;
use crate::movement::MovementEvent;
use crate::order::OrderEvent;
use crate::parcel::ParcelEvent;
use crate::till::TillEvent;
use crate::vat::VatEvent;

/// An event type at a version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Version {
    pub(super) aggregate: String,
    pub(super) event: String,
    pub(super) number: u32,
}

impl Version {
    /// As sentences and titles name it.
    pub(super) fn title(&self) -> String {
        format!("{}.{} v{}", self.aggregate, self.event, self.number)
    }
}

/// Every event type at its current version.
pub(super) fn current() -> Vec<Version> {
    let types = Fact::CATALOGUE.iter().flat_map(|(aggregate, types)| {
        types.iter().map(|(event, number)| Version {
            aggregate: (*aggregate).to_owned(),
            event: (*event).to_owned(),
            number: number.parse().unwrap(),
        })
    });
    types.collect()
}

/// The schema of every event type at its current version, from the code.
pub(super) fn generated() -> BTreeMap<Version, Value> {
    let enums = [
        ("estate", of::<EstateEvent>()),
        ("parcel", of::<ParcelEvent>()),
        ("harvest", of::<HarvestEvent>()),
        ("vat", of::<VatEvent>()),
        ("bottle_lot", of::<LotEvent>()),
        ("movement", of::<MovementEvent>()),
        ("order", of::<OrderEvent>()),
        ("capsule_account", of::<CapsuleEvent>()),
        ("drm_period", of::<DrmPeriodEvent>()),
        ("invoice_book", of::<BookEvent>()),
        ("invoice", of::<InvoiceEvent>()),
        ("till", of::<TillEvent>()),
        ("article", of::<ArticleEvent>()),
    ];
    let variants: BTreeMap<(&str, String), Value> = enums
        .iter()
        .flat_map(|(name, schema)| split(schema).map(move |(it, of)| ((*name, it), of)))
        .collect();
    let schemas: BTreeMap<Version, Value> = current()
        .into_iter()
        .map(|version| {
            let key = (version.aggregate.as_str(), version.event.clone());
            let schema = variants.get(&key).unwrap_or_else(|| panic!("no schema of {}", version.title()));
            let schema = titled(schema.clone(), &version);
            (version, schema)
        })
        .collect();
    assert_eq!(schemas.len(), variants.len(), "an enum of events has types that the catalogue has not");
    schemas
}

fn of<E: JsonSchema>() -> Value {
    let mut schema = SchemaGenerator::default().into_root_schema_for::<E>().to_value();
    // A feature of `serde_json` that any crate of a build may turn on decides the order otherwise.
    schema.sort_all_objects();
    schema
}

/// The variants of an enum, each as a schema of its own with the definitions that it needs.
fn split(schema: &Value) -> impl Iterator<Item = (String, Value)> {
    let variants = schema["oneOf"].as_array().unwrap();
    variants.iter().map(|variant| {
        assert!(is_true_of_each_variant(variant), "an event is an object of one property: {variant}");
        let event = variant["required"][0].as_str().unwrap().to_owned();
        let mut alone = variant.as_object().unwrap().clone();
        let needed: Map<String, Value> = reachable(variant, &schema["$defs"]);
        if !needed.is_empty() {
            alone.insert("$defs".to_owned(), Value::Object(needed));
        }
        (event, Value::Object(alone))
    })
}

fn titled(mut schema: Value, version: &Version) -> Value {
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!(version.title());
    schema
}
