use std::collections::BTreeSet;
use std::sync::LazyLock;

use domain::terms::{PortalKey, WineCode};

use super::wine::{Wine, all};
use crate::reference::inao_code;
use crate::text::{key, slug};

/// How many near wines are worth showing a person.
const SHOWN: usize = 5;

/// What the table knows of a product. Only [`Match::One`] may be taken without asking a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// Exactly one wine has its code, its label or its names.
    One(&'static Wine),
    /// Several wines do, or its label and its names say two different wines.
    Several(Vec<&'static Wine>),
    /// None does; these are near by their words, the nearest first.
    Near(Vec<&'static Wine>),
    /// Nothing in the table resembles it.
    Unknown,
}

/// A wine with what it is compared by.
struct Indexed {
    wine: &'static Wine,
    label: String,
    words: BTreeSet<String>,
}

static INDEX: LazyLock<Vec<Indexed>> = LazyLock::new(|| {
    let indexed = |wine: &'static Wine| {
        let words = words(&wine.label);
        Indexed { wine, label: words.join("-"), words: words.into_iter().collect() }
    };
    all().iter().map(indexed).collect()
});

/// The wines of an INAO code, padded or not, or of a libellé fiscal. One code may stand for several wines.
pub fn find_by_code(code: &str) -> Vec<&'static Wine> {
    let code = inao_code(code).map_or_else(|| WineCode::Fiscal(code.trim().to_owned()), WineCode::Inao);
    all().iter().filter(|wine| wine.code == code).collect()
}

/// The wines of that label; case, accents, punctuation and a leading AOC or AOP are ignored, `St` is `Saint`.
pub fn find_by_label(label: &str) -> Vec<&'static Wine> {
    let label = words(label).join("-");
    INDEX.iter().filter(|known| known.label == label).map(|known| known.wine).collect()
}

/// The wine that a product of a portal's file is: by its code, else by its label and its seven names
/// together.
pub fn resolve(portal: &PortalKey, label: &str, code: Option<&WineCode>) -> Match {
    let by_label = find_by_label(label);
    if let Some(WineCode::Inao(code) | WineCode::Fiscal(code)) = code {
        let by_code = find_by_code(code);
        let both: Vec<_> = by_code.iter().copied().filter(|wine| by_label.contains(wine)).collect();
        return match (by_code.as_slice(), both.as_slice()) {
            ([], _) => Match::Unknown,
            ([one], _) | (_, [one]) => Match::One(one),
            _ => Match::Several(by_code),
        };
    }
    let by_names: Vec<_> = all().iter().filter(|wine| has_names(wine, portal)).collect();
    let mut found = by_label;
    found.extend(by_names.into_iter().filter(|wine| !found.contains(wine)).collect::<Vec<_>>());
    match found.as_slice() {
        [one] => Match::One(one),
        [] => near(label),
        _ => Match::Several(found),
    }
}

/// True where the seven columns of a file name this wine, each by the portal's word or by its tree key.
fn has_names(wine: &Wine, names: &PortalKey) -> bool {
    let pairs = [
        (&wine.portal.appellation, &wine.tree[2], &names.appellation),
        (&wine.portal.mention, &wine.tree[3], &names.mention),
        (&wine.portal.place, &wine.tree[4], &names.place),
        (&wine.portal.colour, &wine.tree[5], &names.colour),
        (&wine.portal.grape, &wine.tree[6], &names.grape),
    ];
    !names.appellation.is_empty()
        && certification(&wine.portal.certification) == certification(&names.certification)
        && genre(&wine.portal.genre) == genre(&names.genre)
        && pairs.into_iter().all(|(word, tree, written)| {
            let written = key(written);
            let written = if written == "defaut" { "" } else { &written };
            key(word) == written || (!written.is_empty() && key(tree) == written)
        })
}

/// AOC and AOP are one, whoever's.
fn certification(text: &str) -> String {
    let text = key(text);
    match text.as_str() {
        "autreaoc" => "aop".to_owned(),
        _ if text.starts_with("aoc") || text.starts_with("aop") => "aop".to_owned(),
        _ if text.starts_with("igp") => "igp".to_owned(),
        "vinssansig" | "vinsansig" | "autresvins" => "sansig".to_owned(),
        _ => text,
    }
}

/// Still wine may go unsaid, and sparkling wine has as many names as portals.
fn genre(text: &str) -> String {
    let text = key(text);
    match text.as_str() {
        "" | "defaut" | "tranq" | "tranquille" | "tranquilles" => String::new(),
        "eff" | "effervescent" | "effervescents" | "mousseux" | "finesbulles" => "mousseux".to_owned(),
        _ => text,
    }
}

fn words(label: &str) -> Vec<String> {
    let slug = slug(label);
    let spelled = slug.split('-').filter(|word| !word.is_empty()).map(|word| match word {
        "st" => "saint".to_owned(),
        "ste" => "sainte".to_owned(),
        word => word.to_owned(),
    });
    let words: Vec<String> = spelled.collect();
    let certified = usize::from(words.first().is_some_and(|word| word == "aoc" || word == "aop"));
    words.into_iter().skip(certified).collect()
}

/// The wines that share at least half of their words with the label.
fn near(label: &str) -> Match {
    let wanted: BTreeSet<String> = words(label).into_iter().collect();
    let rank = |known: &Indexed| {
        let shared = known.words.intersection(&wanted).count();
        let either = known.words.union(&wanted).count();
        // Sorted by the share that differs, in thousandths, so that the nearest comes first.
        (shared * 2 >= either && shared > 0).then(|| ((either - shared) * 1_000 / either, known.wine))
    };
    let mut ranked: Vec<(usize, &'static Wine)> = INDEX.iter().filter_map(rank).collect();
    ranked.sort_by_key(|(differs, _)| *differs);
    let near: Vec<_> = ranked.into_iter().take(SHOWN).map(|(_, wine)| wine).collect();
    if near.is_empty() { Match::Unknown } else { Match::Near(near) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: [&str; 7]) -> PortalKey {
        let [certification, genre, appellation, mention, place, colour, grape] = names.map(ToOwned::to_owned);
        PortalKey {
            certification,
            genre,
            appellation,
            mention,
            place,
            colour,
            grape,
            complement: String::new(),
        }
    }

    fn one(found: &Match) -> Option<&WineCode> {
        if let Match::One(wine) = found { Some(&wine.code) } else { None }
    }

    #[test]
    fn a_code_finds_its_wine_padded_or_not() {
        let labels = |code| find_by_code(code).iter().map(|wine| wine.label.as_str()).collect::<Vec<_>>();
        assert_eq!(labels("1B230"), ["Muscadet Sèvre et Maine"]);
        assert_eq!(labels("1B230 01"), ["Muscadet Sèvre et Maine Sur lie"]);
        assert_eq!(labels("1B212L"), ["Coteaux du Layon", "Coteaux du Layon Villages"]);
        assert_eq!(labels("VT_SANS_IG_CEPAGE"), ["Vins tranquilles sans IG avec cépages"]);
        assert_eq!(labels("1Z999"), Vec::<&str>::new());
    }

    #[test]
    fn a_label_is_compared_by_its_words() {
        for label in ["AOC Sancerre Blanc", "sancerre  BLANC", "Sancerre-blanc"] {
            assert_eq!(find_by_label(label).len(), 1, "{label}");
        }
        assert_eq!(find_by_label("Saint Nicolas de Bourgueil rosé").len(), 1);
        assert_eq!(find_by_label("").len(), 0);
    }

    #[test]
    fn a_product_is_resolved_by_code_label_or_names() {
        let layon = names(["AOC", "", "Coteaux du Layon", "Villages", "", "Blanc", "Chenin"]);
        let code = WineCode::Inao("1B212L".to_owned());
        let found = resolve(&layon, "Coteaux du Layon Villages", Some(&code));
        assert!(matches!(found, Match::One(wine) if wine.portal.mention == "Villages"));
        assert!(matches!(resolve(&layon, "Layon", Some(&code)), Match::Several(wines) if wines.len() == 2));

        let muscadet = names(["AOP", "Tranquille", "MUSSM", "Sur lie", "", "blanc", "Melon"]);
        let code = WineCode::Inao("1B230 01".to_owned());
        assert_eq!(one(&resolve(&muscadet, "Cuvée du Moulin", None)), Some(&code));
        assert_eq!(
            one(&resolve(&PortalKey::default(), "Muscadet Sèvre et Maine sur lie", None)),
            Some(&code)
        );
        let unlisted = WineCode::Inao("1B001 ".to_owned());
        assert_eq!(resolve(&muscadet, "Muscadet Sèvre et Maine Sur lie", Some(&unlisted)), Match::Unknown);
    }

    #[test]
    fn what_is_not_certain_is_left_to_a_person() {
        let sur_lie = names(["AOC", "", "Muscadet Sèvre et Maine", "Sur lie", "", "Blanc", "Melon"]);
        let found = resolve(&sur_lie, "Muscadet Sèvre et Maine", None);
        assert!(matches!(found, Match::Several(wines) if wines.len() == 2));
        let found = resolve(&PortalKey::default(), "Muscadet Sèvre et Maine Clisson 2022", None);
        assert!(matches!(found, Match::Near(wines) if wines[0].label == "Muscadet Sèvre et Maine Clisson"));
        for label in ["", "Pommard", "de", "···"] {
            assert_eq!(resolve(&PortalKey::default(), label, None), Match::Unknown, "{label}");
        }
    }
}
