/// The text by which names are put in order as a person would: `C2` before `C10`, `Étang` beside `etang`.
///
/// It is made here and not by a collation, so that the order is the same on every server and every keyset cursor stays
/// valid: runs of digits are padded, case is folded, the accents of French are taken off.
pub fn sort_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len() + 16);
    let mut digits = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        if letter.is_ascii_digit() {
            digits.push(letter);
        } else {
            pad(&mut key, &mut digits);
            unaccented(&mut key, letter);
        }
    }
    pad(&mut key, &mut digits);
    key
}

/// A text as it is searched in: case folded, the accents of French taken off, figures as they are.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        unaccented(&mut folded, letter);
    }
    folded
}

/// Numbers up to this many digits are in numeric order.
const WIDTH: usize = 10;

fn pad(key: &mut String, digits: &mut String) {
    if !digits.is_empty() {
        let number = digits.trim_start_matches('0');
        key.extend(std::iter::repeat_n('0', WIDTH.saturating_sub(number.len())));
        key.push_str(number);
        digits.clear();
    }
}

fn unaccented(key: &mut String, letter: char) {
    match letter {
        'à' | 'â' | 'ä' => key.push('a'),
        'ç' => key.push('c'),
        'é' | 'è' | 'ê' | 'ë' => key.push('e'),
        'î' | 'ï' => key.push('i'),
        'ô' | 'ö' => key.push('o'),
        'ù' | 'û' | 'ü' => key.push('u'),
        'ÿ' => key.push('y'),
        'œ' => key.push_str("oe"),
        'æ' => key.push_str("ae"),
        letter => key.push(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_order(mut names: Vec<&str>) -> Vec<&str> {
        names.sort_by_key(|name| sort_key(name));
        names
    }

    #[test]
    fn numbers_are_ordered_as_numbers() {
        assert_eq!(in_order(vec!["C10", "c2", "C1", "C02b", "B3"]), ["B3", "C1", "c2", "C02b", "C10"]);
        assert_eq!(sort_key("2026"), "0000002026");
        assert_eq!(sort_key("12345678901"), "12345678901");
    }

    #[test]
    fn a_text_is_searched_without_accents_and_case() {
        assert_eq!(folded("Hélène LEFÈVRE 02 40"), "helene lefevre 02 40");
    }

    #[test]
    fn accents_and_case_do_not_part_names() {
        assert_eq!(
            in_order(vec!["Zinc", "étang", "Eau", "Œillet", "Nord"]),
            ["Eau", "étang", "Nord", "Œillet", "Zinc"]
        );
    }
}
