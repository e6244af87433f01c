use schemars::JsonSchema;
use serde_json::json;

use super::*;

/// A schema with one of everything.
fn schema() -> Value {
    json!({
        "type": "object",
        "properties": { "Drawn": { "type": "object", "required": ["volume_ml", "kind", "nodes", "to"], "properties": {
            "volume_ml": { "type": "integer", "format": "int64" },
            "vintage": { "type": ["integer", "null"], "format": "uint16", "minimum": 0, "maximum": 65535 },
            "colour": { "anyOf": [{ "$ref": "#/$defs/Colour" }, { "type": "null" }] },
            "kind": { "oneOf": [
                { "const": "Plain", "type": "string" },
                { "type": "object", "required": ["Export"], "properties": { "Export": { "type": "object",
                    "properties": { "country": { "type": "string", "pattern": "^[A-Z]{2}$" } } } } },
            ] },
            "nodes": { "type": "object", "propertyNames": { "$ref": "#/$defs/Colour" },
                "additionalProperties": { "type": "integer" } },
            "to": { "type": "array", "items": { "$ref": "#/$defs/Share" } },
        } } },
        "$defs": {
            "Colour": { "type": "string", "enum": ["Red", "White"] },
            "Share": { "type": "object", "required": ["vat"], "properties": {
                "vat": { "type": "string", "format": "uuid" } } },
        },
    })
}

fn breaks_after(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut new = schema();
    change(&mut new);
    breaks(&schema(), &new)
}

fn drawn(schema: &mut Value) -> &mut Value {
    &mut schema["properties"]["Drawn"]
}

#[test]
fn what_only_adds_breaks_nothing() {
    assert!(breaks_after(|_| {}).is_empty());
    let added = breaks_after(|schema| {
        drawn(schema)["properties"]["reason"] = json!({ "type": ["string", "null"] });
        schema["$defs"]["Colour"]["enum"] = json!(["Red", "White", "Rose"]);
        let kinds = drawn(schema)["properties"]["kind"]["oneOf"].as_array_mut().unwrap();
        kinds.push(json!({ "const": "Industry" }));
        schema["description"] = json!("other words");
        drawn(schema)["properties"]["vintage"]["description"] = json!("the year");
        drawn(schema)["properties"]["vintage"]["maximum"] = json!(70_000);
        drawn(schema)["required"] = json!(["volume_ml", "kind", "nodes"]);
    });
    assert_eq!(added, Vec::<String>::new());
}

/// A change with what it breaks.
type Case = (fn(&mut Value), &'static str);

#[test]
fn what_takes_away_breaks() {
    let cases: [Case; 14] = [
        (
            |it| drop(drawn(it)["properties"].as_object_mut().unwrap().remove("volume_ml")),
            "`Drawn.volume_ml` was removed or renamed",
        ),
        (
            |it| drop(drawn(it)["properties"].as_object_mut().unwrap().remove("vintage")),
            "`Drawn.vintage` was removed or renamed",
        ),
        (
            |it| drawn(it)["properties"]["volume_ml"] = json!({ "type": "string" }),
            "`Drawn.volume_ml` changed its type",
        ),
        (
            |it| drawn(it)["properties"]["volume_ml"]["format"] = json!("int32"),
            "`Drawn.volume_ml` changed its type",
        ),
        (
            |it| drawn(it)["properties"]["vintage"]["type"] = json!("integer"),
            "`Drawn.vintage` can no longer be null",
        ),
        (|it| drawn(it)["properties"]["vintage"]["minimum"] = json!(1), "`Drawn.vintage` takes fewer values"),
        (
            |it| drawn(it)["properties"]["colour"] = json!({ "$ref": "#/$defs/Colour" }),
            "`Drawn.colour` can no longer be null",
        ),
        (|it| it["$defs"]["Colour"]["enum"] = json!(["Red"]), "`Drawn.colour.White` was removed or renamed"),
        (
            |it| drawn(it)["properties"]["kind"]["oneOf"][0]["const"] = json!("Simple"),
            "`Drawn.kind.Plain` was removed or renamed",
        ),
        (
            |it| drawn(it)["properties"]["kind"]["oneOf"][1] = json!({ "const": "Export" }),
            "`Drawn.kind.Export` changed its type",
        ),
        (
            |it| drawn(it)["required"] = json!(["volume_ml", "kind", "nodes", "to", "vintage"]),
            "`Drawn.vintage` can no longer be absent",
        ),
        (
            |it| it["$defs"]["Share"]["properties"]["vat"]["format"] = json!("date"),
            "`Drawn.to[].vat` changed its type",
        ),
        (
            |it| drawn(it)["properties"]["to"] = json!({ "$ref": "#/$defs/Share" }),
            "`Drawn.to` changed its type",
        ),
        (
            |it| drawn(it)["properties"]["nodes"]["additionalProperties"]["type"] = json!("string"),
            "`Drawn.nodes.<value>` changed its type",
        ),
    ];
    for (change, fault) in cases {
        assert!(breaks_after(change).contains(&fault.to_owned()), "{fault}: {:?}", breaks_after(change));
    }
}

#[test]
fn what_asks_for_more_breaks() {
    let asked = breaks_after(|schema| {
        drawn(schema)["properties"]["reason"] = json!({ "type": "string" });
        drawn(schema)["required"].as_array_mut().unwrap().push(json!("reason"));
    });
    assert_eq!(asked, ["`Drawn.reason` is new and cannot be absent"]);
    let pattern = |it: &mut Value| {
        drawn(it)["properties"]["kind"]["oneOf"][1]["properties"]["Export"]["properties"]["country"]["pattern"] =
            json!("^FR$");
    };
    assert_eq!(breaks_after(pattern), ["`Drawn.kind.Export.country` takes fewer values"]);
}

/// The same on types as they are written, so that the reader is held against what schemars makes.
#[test]
fn real_types_are_compared_too() {
    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema is looked at")]
    enum Before {
        Drawn { volume_ml: i64, colour: Option<Colour>, note: Option<String> },
    }
    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema is looked at")]
    enum After {
        Drawn { volume_ml: i64, colour: Colour, remark: Option<String> },
    }
    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema is looked at")]
    enum Colour {
        Red,
        White,
    }
    let (before, after) = (schemars::schema_for!(Before).to_value(), schemars::schema_for!(After).to_value());
    let expected = [
        "`Drawn.colour` can no longer be null",
        "`Drawn.note` was removed or renamed",
        "`Drawn.colour` can no longer be absent",
    ];
    assert_eq!(breaks(&before, &after), expected);
    assert!(breaks(&before, &before).is_empty());
}

#[test]
fn the_advice_says_what_to_do() {
    let advice = advice("vat.WineDrawn v1", &["`WineDrawn.volume_ml` was removed or renamed".to_owned()]);
    for part in ["vat.WineDrawn v1", "`WineDrawn.volume_ml`", "raise the version", "upcaster", "golden"] {
        assert!(advice.contains(part), "{advice}");
    }
}
