use std::collections::HashSet;
use std::sync::LazyLock;

use super::table;

const TABLE: &str = include_str!("../../../fixtures/reference/fiscal_labels.csv");

static LABELS: LazyLock<HashSet<String>> =
    LazyLock::new(|| entries().unwrap_or_default().into_iter().collect());

fn entries() -> Result<Vec<String>, String> {
    table::parse(TABLE, |cells| cells.first().map(ToString::to_string))
}

/// True for a libellé fiscal of the DTI+ viti schema 1.0.14, in capitals: `VT_IG_AOP`, `VM_SANS_IG_AUTRES`.
pub fn is_fiscal_label(text: &str) -> bool {
    LABELS.contains(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(entries().unwrap().len(), 118);
        assert_eq!(LABELS.len(), 118);
        assert!(is_fiscal_label("VT_SANS_IG_AUTRES"));
        assert!(!is_fiscal_label("VT_SANS_IG"));
    }
}
