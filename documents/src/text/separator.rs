/// The separators of tables, the usual one first.
const SEPARATORS: [char; 3] = [',', ';', '\t'];

/// The separator of a file: the one that stands most often, outside quotes, in its first `rows` rows.
pub(crate) fn separator(text: &str, rows: usize) -> char {
    let mut counts = [0_usize; SEPARATORS.len()];
    let mut rest = text;
    for _ in 0..rows {
        rest = rest.trim_start();
        while rest.starts_with('#') {
            rest = rest.trim_start_matches(|character| !matches!(character, '\n' | '\r')).trim_start();
        }
        rest = count_row(rest, &mut counts);
    }
    // The last of equals wins, so the usual one is looked at last.
    let most = SEPARATORS.into_iter().zip(counts).rev().max_by_key(|(_, count)| *count);
    most.map_or(SEPARATORS[0], |(separator, _)| separator)
}

/// Counts the separators of one row, and returns what follows it. A quote opens only where a cell begins.
fn count_row<'a>(text: &'a str, counts: &mut [usize]) -> &'a str {
    let mut quoted = false;
    let mut begins = true;
    for (index, character) in text.char_indices() {
        match character {
            // A doubled quote closes and opens again.
            '"' if quoted || begins => {
                quoted = !quoted;
                begins = true;
            }
            '\n' | '\r' if !quoted => return text.get(index..).unwrap_or_default(),
            _ => {
                let separator = SEPARATORS.iter().position(|separator| *separator == character);
                begins = separator.is_some() || (begins && character == ' ');
                if let Some(count) = separator.filter(|_| !quoted).and_then(|index| counts.get_mut(index)) {
                    *count += 1;
                }
            }
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_that_parts_the_rows_is_found() {
        assert_eq!(separator("# a;b;c;d\nCAVE,201606,1,2\n", 20), ',');
        assert_eq!(separator("\r\nCAVE;201606;\"a,b,c,d,e\";12,5\r\n", 20), ';');
        assert_eq!(separator("CAVE\t201606\t12,5", 20), '\t');
        assert_eq!(separator("a,b,\"c\n;;;;;\n\"\"\n;;;\",d,e\n", 20), ',');
        assert_eq!(separator("a,5\" de haut,b;c\nd,e", 20), ',');
        assert_eq!(separator("", 20), ',');
        assert_eq!(separator("CAVE", 20), ',');
    }
}
