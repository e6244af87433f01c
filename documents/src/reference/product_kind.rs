use domain::terms::{Colour, FiscalCategory, WineCode};

use super::wines::find_by_code;

/// The fiscal category that a code for customs tells: that of the table of wines where it knows one, else by the way codes
/// are built (`M` in the sixth place and `VM_` are sparkling wines; DTI+ guide v18).
pub fn category_of(code: &WineCode) -> FiscalCategory {
    match code {
        WineCode::Inao(code) => {
            let known = find_by_code(code).into_iter().find_map(|wine| wine.category);
            let sparkling = code.as_bytes().get(5) == Some(&b'M');
            known.unwrap_or(if sparkling { FiscalCategory::Sparkling } else { FiscalCategory::Still })
        }
        WineCode::Fiscal(label) => of_label(label),
    }
}

fn of_label(label: &str) -> FiscalCategory {
    let starts = |words: &[&str]| words.iter().any(|word| label.starts_with(word));
    if starts(&["VM_"]) {
        FiscalCategory::Sparkling
    } else if starts(&["VDN", "VDL", "AUTRES_PI", "PI_"]) {
        FiscalCategory::Intermediate
    } else if starts(&["COGNAC", "ARMAGNAC"]) {
        FiscalCategory::CognacArmagnac
    } else if starts(&["ALCOOL", "RHUM", "SPIRITUEUX"]) {
        FiscalCategory::Spirit
    } else {
        FiscalCategory::Still
    }
}

/// The colour that the letter of an INAO code tells: B, R or S.
pub fn colour_of(code: &WineCode) -> Option<Colour> {
    let WineCode::Inao(code) = code else { return None };
    match code.as_bytes().get(1) {
        Some(b'B') => Some(Colour::White),
        Some(b'R') => Some(Colour::Red),
        Some(b'S') => Some(Colour::Rose),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_tells_its_category_and_its_colour() {
        let inao = |code: &str| WineCode::Inao(code.to_owned());
        let fiscal = |label: &str| WineCode::Fiscal(label.to_owned());
        assert_eq!(category_of(&inao("1B228 ")), FiscalCategory::Still);
        assert_eq!(category_of(&inao("1B999M")), FiscalCategory::Sparkling);
        assert_eq!(category_of(&fiscal("VM_IG_AOP")), FiscalCategory::Sparkling);
        assert_eq!(category_of(&fiscal("VDN_VDL_AOP_SUP_18")), FiscalCategory::Intermediate);
        assert_eq!(category_of(&fiscal("VT_SANS_IG_AUTRES")), FiscalCategory::Still);
        let colours = ["1B228 ", "1R203S", "3S009 ", "4X999V"].map(|code| colour_of(&inao(code)));
        assert_eq!(colours, [Some(Colour::White), Some(Colour::Red), Some(Colour::Rose), None]);
    }
}
