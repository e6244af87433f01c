use cqrs_es::persist::{EventUpcaster, SemanticVersionEventUpcaster};
use serde_json::{Value, json};

/// The upcasters, applied in this order on every load.
///
/// To change an event: raise its version in `domain_events!`, add here an upcaster from the version before, keep the
/// golden file of that version and add one of the new, and write its schema (`UPDATE_SCHEMAS=1 cargo test -p domain
/// schemas`); `golden_events` proves that both are read.
pub fn chain() -> Vec<Box<dyn EventUpcaster>> {
    vec![
        Box::new(SemanticVersionEventUpcaster::new("OrderPlaced", "2", Box::new(with_basis))),
        Box::new(SemanticVersionEventUpcaster::new("OrderPlaced", "3", Box::new(by_lot))),
        Box::new(SemanticVersionEventUpcaster::new("OrderConfirmed", "2", Box::new(without_articles))),
    ]
}

/// Version 1 of `OrderPlaced` knew prices without VAT alone, and no discount.
fn with_basis(mut payload: Value) -> Value {
    if let Some(placed) = payload.get_mut("OrderPlaced") {
        placed["basis"] = json!("Net");
        let lines = placed.get_mut("lines").and_then(Value::as_array_mut);
        for line in lines.into_iter().flatten() {
            line["discount"] = Value::Null;
        }
    }
    payload
}

/// Version 2 of `OrderPlaced` knew lines of a lot alone.
fn by_lot(mut payload: Value) -> Value {
    let lines = payload.pointer_mut("/OrderPlaced/lines").and_then(Value::as_array_mut);
    for line in lines.into_iter().flatten().filter_map(Value::as_object_mut) {
        if let Some(lot) = line.remove("lot") {
            line.insert("wanted".to_owned(), json!({ "Lot": lot }));
        }
    }
    payload
}

/// Version 1 of `OrderConfirmed` chose no lots, as every line named its own.
fn without_articles(mut payload: Value) -> Value {
    if let Some(confirmed) = payload.get_mut("OrderConfirmed") {
        confirmed["allotted"] = json!([]);
    }
    payload
}
