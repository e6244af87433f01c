//! How wine in bottles is called on the papers of a sale.

use domain::terms::WineSpec;

/// What is sold, as it is printed: the article's name before what the wine is in law, unless the name says so itself.
pub fn bottles(wine: &WineSpec, vintage: Option<u16>, size_ml: i64, article: Option<&str>) -> String {
    let vintage = vintage.map(|vintage| format!(" {vintage}")).unwrap_or_default();
    let (legal, size) = (format!("{}{vintage}", wine.label), container(size_ml));
    match article {
        Some(name) if name.contains(&legal) => format!("{name}, {size}"),
        Some(name) => format!("{name} – {legal}, {size}"),
        None => format!("{legal}, {size}"),
    }
}

/// A nominal volume as it is read on a label: `75 cl`, `1,5 l`.
fn container(size_ml: i64) -> String {
    match size_ml {
        1_000.. if size_ml % 1_000 == 0 => format!("{} l", size_ml / 1_000),
        1_000.. if size_ml % 100 == 0 => format!("{},{} l", size_ml / 1_000, size_ml % 1_000 / 100),
        _ if size_ml % 10 == 0 => format!("{} cl", size_ml / 10),
        _ => format!("{size_ml} ml"),
    }
}

#[cfg(test)]
mod tests {
    use domain::terms::FiscalCategory;

    use super::*;

    #[test]
    fn a_container_is_read_as_on_a_label() {
        let read = [100, 375, 750, 1_000, 1_500, 3_000, 1_875].map(container);
        assert_eq!(read, ["10 cl", "375 ml", "75 cl", "1 l", "1,5 l", "3 l", "1875 ml"]);
    }

    #[test]
    fn what_the_wine_is_in_law_is_always_told_and_once() {
        let label = "Chinon".to_owned();
        let wine =
            WineSpec { label, code: None, category: FiscalCategory::Still, colour: None, portal: None };
        let called = |article| bottles(&wine, Some(2024), 750, article);
        assert_eq!(called(None), "Chinon 2024, 75 cl");
        assert_eq!(called(Some("Les Picasses")), "Les Picasses – Chinon 2024, 75 cl");
        assert_eq!(called(Some("Chinon 2024 Les Picasses")), "Chinon 2024 Les Picasses, 75 cl");
    }
}
