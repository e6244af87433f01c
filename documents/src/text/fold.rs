/// The words of `text` in ASCII lower case without accents, joined by single hyphens: `Sèvre et  Maine` and
/// `SEVRE ET MAINE` are both `sevre-et-maine`. What is neither a letter nor a digit only parts words.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut parted = false;
    for character in text.chars().filter(|character| !is_combining(*character)) {
        if !character.is_alphanumeric() {
            parted = true;
            continue;
        }
        if parted && !slug.is_empty() {
            slug.push('-');
        }
        parted = false;
        fold_into(character, &mut slug);
    }
    slug
}

/// The slug without its hyphens, for words that each writer spaces in their own way: `stocks_debut`, `STOCKS
/// DEBUT`.
pub(crate) fn key(text: &str) -> String {
    let mut key = slug(text);
    key.retain(|character| character != '-');
    key
}

/// Accents that stand apart from their letter, as in names that come from a Mac.
const fn is_combining(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

fn fold_into(character: char, out: &mut String) {
    for lower in character.to_lowercase() {
        match lower {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => out.push('a'),
            'æ' => out.push_str("ae"),
            'ç' => out.push('c'),
            'è' | 'é' | 'ê' | 'ë' => out.push('e'),
            'ì' | 'í' | 'î' | 'ï' => out.push('i'),
            'ñ' => out.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => out.push('o'),
            'œ' => out.push_str("oe"),
            'ß' => out.push_str("ss"),
            'ù' | 'ú' | 'û' | 'ü' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            other if is_combining(other) => {}
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_punctuation_are_ignored() {
        assert_eq!(slug("  Muscadet Sèvre-et-Maine  SUR LIE "), "muscadet-sevre-et-maine-sur-lie");
        assert_eq!(slug("Côtes d’Auvergne, Œil de perdrix"), "cotes-d-auvergne-oeil-de-perdrix");
        assert_eq!(slug("Se\u{300}vre"), "sevre");
        assert_eq!(slug("···"), "");
        assert_eq!(key("STATS_EUROPEENNES"), key("Stats européennes"));
        assert_eq!(key("Bouteille75cl"), key("bouteille 75 cl"));
    }
}
