//! Sizes of the containers that capsules are counted by.

use std::sync::LazyLock;

use super::table;
use crate::text::nearest;

const TABLE: &str = include_str!("../../../fixtures/reference/capsule_sizes.csv");

static SIZES: LazyLock<Vec<CapsuleSize>> = LazyLock::new(|| entries().unwrap_or_default());

/// One size that the portals and CIEL know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapsuleSize {
    /// As the portals' files write it: `Bouteille 75 cl`, `BIB 3l`.
    pub label: String,
    /// Nominal size of the container.
    pub millilitres: i64,
    /// True for a bag-in-box.
    pub bag_in_box: bool,
    /// CIEL's code; `AUTRE` where its list has none, and then the volume is told beside it.
    pub ciel_code: String,
}

fn entries() -> Result<Vec<CapsuleSize>, String> {
    table::parse(TABLE, |cells| {
        let &[label, millilitres, bag_in_box, ciel_code] = cells else { return None };
        let bag_in_box = match bag_in_box {
            "yes" => true,
            "no" => false,
            _ => return None,
        };
        let millilitres = millilitres.parse().ok()?;
        Some(CapsuleSize {
            label: label.to_owned(),
            millilitres,
            bag_in_box,
            ciel_code: ciel_code.to_owned(),
        })
    })
}

/// Every size, bottles first, from the smallest.
pub fn all() -> &'static [CapsuleSize] {
    &SIZES
}

/// The size of that many millilitres in a bottle or a bag-in-box.
pub fn find(millilitres: i64, bag_in_box: bool) -> Option<&'static CapsuleSize> {
    SIZES.iter().find(|size| size.millilitres == millilitres && size.bag_in_box == bag_in_box)
}

/// The size that a label names, however it is spaced and whichever decimal mark and unit it has:
/// `Bouteille75cl`, `bouteille 37.5 CL`, `Bouteille 1,5 l`, `BIB 300 cl`. A label that names no container is
/// none: 75 cl are both a bottle and a bag-in-box.
pub fn find_by_label(label: &str) -> Option<&'static CapsuleSize> {
    let code = label.trim();
    if let Some(size) = SIZES.iter().find(|size| size.ciel_code == code && code != "AUTRE") {
        return Some(size);
    }
    let compact = compact(label);
    let (bag_in_box, measure) = match (compact.strip_prefix("bouteille"), compact.strip_prefix("bib")) {
        (Some(measure), _) => (false, measure),
        (None, Some(measure)) => (true, measure),
        (None, None) => return None,
    };
    find(millilitres(measure.trim_start_matches('s'))?, bag_in_box)
}

/// The label of the table that is nearest to one that names no size: that of the same measure, a bottle
/// before a bag-in-box, or one that is spelled alike.
pub fn nearest_label(label: &str) -> Option<&'static str> {
    let measure = millilitres(&compact(label));
    let same = measure.and_then(|measure| find(measure, false).or_else(|| find(measure, true)));
    let same = same.map(|size| size.label.as_str());
    same.or_else(|| nearest(label, SIZES.iter().map(|size| size.label.as_str())))
}

fn compact(label: &str) -> String {
    label.to_lowercase().split_whitespace().collect()
}

fn millilitres(measure: &str) -> Option<i64> {
    let (figure, in_unit) = match measure.strip_suffix("cl") {
        Some(figure) => (figure, 10),
        None => (measure.strip_suffix('l')?, 1_000),
    };
    let (whole, fraction) = figure.split_once(['.', ',']).unwrap_or((figure, "0"));
    let digits = |part: &str| {
        let plain = !part.is_empty() && part.len() <= 6 && part.bytes().all(|byte| byte.is_ascii_digit());
        if plain { part.parse::<i64>().ok() } else { None }
    };
    let scale = 10_i64.pow(u32::try_from(fraction.len()).ok()?.min(6));
    let fraction = digits(fraction)? * in_unit;
    (fraction % scale == 0).then_some(digits(whole)? * in_unit + fraction / scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_found_by_its_label() {
        assert_eq!(entries().unwrap().len(), 39);
        for size in all() {
            assert_eq!(find_by_label(&size.label), Some(size), "{}", size.label);
            assert_eq!(find(size.millilitres, size.bag_in_box), Some(size));
            assert_eq!(size.bag_in_box, size.label.starts_with("BIB"));
            let listed: Option<i64> = size.ciel_code.split_once('_').and_then(|(_, figure)| {
                let (whole, tenths) = figure.split_once('_').unwrap_or((figure, "0"));
                Some(whole.parse::<i64>().ok()? * 10 + tenths.parse::<i64>().ok()?)
            });
            assert!(size.ciel_code == "AUTRE" || listed == Some(size.millilitres), "{}", size.ciel_code);
        }
    }

    #[test]
    fn a_label_is_read_however_it_is_written() {
        let millilitres = |label: &str| find_by_label(label).map(|size| (size.millilitres, size.bag_in_box));
        assert_eq!(millilitres("Bouteille75cl"), Some((750, false)));
        assert_eq!(millilitres("BOUTEILLES 37.5 CL"), Some((375, false)));
        assert_eq!(millilitres("Bouteille 1,5 l"), Some((1_500, false)));
        assert_eq!(millilitres("bib 300 cl"), Some((3_000, true)));
        assert_eq!(millilitres("BIB 2,25 L"), Some((2_250, true)));
        assert_eq!(millilitres("CL_75"), Some((750, false)));
    }

    #[test]
    fn a_label_that_names_no_size_is_none_and_is_helped() {
        for label in [
            "",
            "75 cl",
            "Bouteille",
            "Bouteille 74 cl",
            "Bouteille -75 cl",
            "AUTRE",
            "BIB 3",
            "Bouteille 0,0001 cl",
        ] {
            assert_eq!(find_by_label(label), None, "{label}");
        }
        let long = format!("Bouteille {} cl", "9".repeat(40));
        assert_eq!(find_by_label(&long), None);
        assert_eq!(nearest_label("75 cl"), Some("Bouteille 75 cl"));
        assert_eq!(nearest_label("Boutielle 75 cl"), Some("Bouteille 75 cl"));
        assert_eq!(nearest_label(""), None);
    }
}
