use serde_json::Value;

use super::world::FONTS;

/// What stands for a character that cannot be printed.
const MISSING: char = '\u{fffd}';

/// The data with every text as it can be printed: an archive's PDF refuses a character that its fonts lack, and people
/// write what they like. A control character becomes a space; one that no embedded font has, `�`.
pub(crate) fn shown(mut data: Value) -> Value {
    print(&mut data);
    data
}

fn print(value: &mut Value) {
    match value {
        Value::String(text) if !text.chars().all(is_printed) => {
            *text = text.chars().map(printed).collect();
        }
        Value::Array(values) => values.iter_mut().for_each(print),
        Value::Object(fields) => fields.values_mut().for_each(print),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn printed(character: char) -> char {
    if is_printed(character) {
        character
    } else if character.is_control() {
        ' '
    } else {
        MISSING
    }
}

/// The Latin of Europe is in every embedded font that a template names; anything else is looked for in all of them. Private
/// characters have no meaning that an archive could keep.
fn is_printed(character: char) -> bool {
    match character {
        ' '..='~' | '\u{a0}'..='\u{17f}' => true,
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => false,
        other if other.is_control() => false,
        other => {
            let book = FONTS.book();
            let mut infos = (0..).map_while(|index| book.info(index));
            infos.any(|info| info.coverage.contains(u32::from(other)))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::shown;

    #[test]
    fn what_the_fonts_lack_is_told_and_never_lost_in_silence() {
        let latin = ["Cuvée « Œil de Perdrix » 12 €", "Šarić Ελλάς Россия"];
        let told = json!({ "a": latin, "b": "葡萄 🍷\u{7}\u{e000}", "n": 1 });
        let shown = shown(told.clone());
        assert_eq!(shown["a"], told["a"]);
        assert_eq!(shown["b"], "\u{fffd}\u{fffd} \u{fffd} \u{fffd}");
    }
}
