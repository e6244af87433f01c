use domain::terms::WineCode;

/// Beginnings of fiscal labels that ask for the strength (RG14); those that hold `_PREMIX` ask for it too.
const ASKING: &[&str] = &["BIERE_", "RHUM_", "ALCOOL_", "AUTRES_ALCOOLS_", "SPIRITUEUX_", "COMPLEMENTS_"];

/// What a part of a label says of the strength, in hundredths of a per cent: above (strictly), and at most.
const RANGES: &[(&str, u16, u16)] = &[
    ("_SUP_2_8_", 280, 10_000),
    ("_INF_2_8_", 0, 280),
    ("_INF_8_5_", 0, 850),
    ("_SUP_18_", 1_800, 10_000),
    ("_INF_18_", 0, 1_800),
    ("_PREMIX_", PREMIX_ABOVE, 10_000),
];

/// A premix is strictly above 1,2 %.
pub(super) const PREMIX_ABOVE: u16 = 120;
/// A product marked as premix, without fiscal label, is strictly below 12 % (RG40).
pub(super) const PREMIX_BELOW: u16 = 1_200;
/// Traditional rum of the tax quota: at least 39,8 % (RG41).
pub(super) const RUM_AT_LEAST: u16 = 3_980;

/// True where the code asks for the strength: the fiscal labels above, and the INAO codes of intermediate products
/// (`1___N`, `1___Z`, `1[BRS]175`).
pub(super) fn is_asked(code: &WineCode) -> bool {
    match code {
        WineCode::Fiscal(label) => {
            label.contains("_PREMIX") || ASKING.iter().any(|beginning| label.starts_with(beginning))
        }
        WineCode::Inao(code) => {
            let bytes = code.as_bytes();
            let intermediate = matches!(bytes.get(5), Some(b'N' | b'Z'));
            let listed = matches!(bytes.get(1), Some(b'B' | b'R' | b'S')) && bytes.get(2..5) == Some(b"175");
            bytes.first() == Some(&b'1') && (intermediate || listed)
        }
    }
}

/// The range that the label's own name says: above, strictly, and at most.
pub(super) fn range(label: &str) -> (u16, u16) {
    let name = format!("_{label}_");
    let said = RANGES.iter().filter(|(part, ..)| name.contains(part));
    said.fold((0, 10_000), |(above, most), (_, low, high)| (above.max(*low), most.min(*high)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_says_its_range() {
        for (label, expected) in [
            ("BIERE_INF_2_8", (0, 280)),
            ("BIERE_SUP_2_8_PETITE_BRASSERIE_10000", (280, 10_000)),
            ("BIERE_INF_2_8_PREMIX_DOM", (120, 280)),
            ("PETILLANTS_INF_8_5", (0, 850)),
            ("AUTRES_PI_SUP_18_HORS_CSS", (1_800, 10_000)),
            ("VDN_VDL_AOP_INF_18", (0, 1_800)),
            ("VT_ETRANGERS_PREMIX", (120, 10_000)),
            ("VT_IG_AOP", (0, 10_000)),
        ] {
            assert_eq!(range(label), expected, "{label}");
        }
    }

    #[test]
    fn the_strength_is_asked_of_spirits_beers_and_premixes_and_not_of_wine() {
        let fiscal = |label: &str| is_asked(&WineCode::Fiscal(label.to_owned()));
        let inao = |code: &str| is_asked(&WineCode::Inao(code.to_owned()));
        for label in ["BIERE_INF_2_8", "RHUM_GUYANE", "VT_ETRANGERS_PREMIX", "COMPLEMENTS_ALIMENTAIRES"] {
            assert!(fiscal(label), "{label}");
        }
        for label in ["VT_IG_AOP", "VM_SANS_IG_AUTRES", "VDN_VDL_AOP_SUP_18", "AUTRES_PI_INF_18", "CIDRES"] {
            assert!(!fiscal(label), "{label}");
        }
        assert!(inao("1B123N") && inao("1R123Z") && inao("1S175 "));
        assert!(!inao("1B228 ") && !inao("1R203S") && !inao("3B123N"));
    }
}
