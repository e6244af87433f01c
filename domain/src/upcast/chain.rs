use cqrs_es::persist::{EventUpcaster, SemanticVersionEventUpcaster};
use serde_json::{Value, json};

/// The upcasters, applied in this order on every load.
///
/// To change an event: raise its version in `domain_events!`, add here an upcaster from the version before, keep the
/// golden file of that version and add one of the new, and write its schema (`UPDATE_SCHEMAS=1 cargo test -p domain
/// schemas`); `golden_events` proves that both are read.
pub fn chain() -> Vec<Box<dyn EventUpcaster>> {
    vec![Box::new(SemanticVersionEventUpcaster::new("OrderPlaced", "2", Box::new(with_basis)))]
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
