use super::key;

/// No code of any table is longer, and a cell may be of any length.
const LONGEST: usize = 64;

/// The word of `known` that `word` was most likely meant to be: one whose beginning it is, or one that few
/// slips of the keyboard part from it (one in three letters at most). None where nothing is near, so that
/// nothing is suggested.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = key(word).chars().take(LONGEST + 1).collect();
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let allowed = 1 + word.len() / 3;
    let rank = |candidate: &str| {
        let candidate: Vec<char> = key(candidate).chars().collect();
        let slips = slips(&word, &candidate);
        let begins = word.len() >= 4 && candidate.starts_with(&word);
        (begins || (slips <= allowed && slips < word.len())).then_some(slips)
    };
    known.into_iter().filter_map(|candidate| Some((rank(candidate)?, candidate))).min().map(|(_, near)| near)
}

/// How many letters must be typed, dropped, replaced or swapped with their neighbour to turn `from` into `to`
/// (optimal string alignment distance).
fn slips(from: &[char], to: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=to.len()).collect();
    for (row, letter) in from.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, other) in to.iter().enumerate() {
            let replaced = above[column] + usize::from(letter != other);
            let mut best = replaced.min(above[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && *letter == to[column - 1] && from[row - 1] == *other {
                best = best.min(before[column - 1] + 1);
            }
            current.push(best);
        }
        before = std::mem::replace(&mut above, current);
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODES: [&str; 4] = ["revendique", "ventefrancebouteillecrd", "export", "vrac"];

    #[test]
    fn a_slip_of_the_keyboard_finds_its_word() {
        assert_eq!(nearest("exprot", CODES), Some("export"));
        assert_eq!(nearest("Vente France bouteilles CRD", CODES), Some("ventefrancebouteillecrd"));
        assert_eq!(nearest("ventefrance", CODES), Some("ventefrancebouteillecrd"));
        assert_eq!(nearest("revendiqué ", CODES), Some("revendique"));
    }

    #[test]
    fn what_is_far_from_every_word_finds_none() {
        for word in ["", "zzzz", "distillerie", "x", &"export".repeat(1_000)] {
            assert_eq!(nearest(word, CODES), None, "{word}");
        }
    }

    #[test]
    fn slips_are_counted() {
        let count =
            |from: &str, to: &str| slips(&from.chars().collect::<Vec<_>>(), &to.chars().collect::<Vec<_>>());
        assert_eq!(count("", "abc"), 3);
        assert_eq!(count("abc", ""), 3);
        assert_eq!(count("abcd", "acbd"), 1);
        assert_eq!(count("kitten", "sitting"), 3);
    }
}
