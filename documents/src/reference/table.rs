use crate::text::{Comments, Row, split};

/// Reads an embedded table: comments, one header row, then rows as wide as the header, each turned by `entry`
/// into one or none. The tables' tests hold that every row of the committed files gives an entry.
pub(super) fn parse<T>(text: &str, entry: impl Fn(&[&str]) -> Option<T>) -> Result<Vec<T>, String> {
    let (rows, flaws) = split(text, ',', Comments::Skipped);
    if let Some(flaw) = flaws.first() {
        return Err(format!("line {}: bad quote", flaw.line));
    }
    let Some((header, rows)) = rows.split_first() else {
        return Err("no header".to_owned());
    };
    let read = |row: &Row| {
        let cells: Vec<&str> = row.cells.iter().map(String::as_str).collect();
        let entry = if cells.len() == header.cells.len() { entry(&cells) } else { None };
        entry.ok_or_else(|| format!("line {}: {}", row.line, row.cells.join(",")))
    };
    rows.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_gives_no_entry_fails_the_table() {
        let entry = |cells: &[&str]| cells[1].parse::<u32>().ok();
        assert_eq!(parse("# source\nname,count\na,1\n\"b\",2\n", entry), Ok(vec![1, 2]));
        assert_eq!(parse("name,count\na,one\n", entry), Err("line 2: a,one".to_owned()));
        assert_eq!(parse("name,count\na,1,\n", entry), Err("line 2: a,1,".to_owned()));
        assert!(parse("", entry).is_err());
        assert!(parse("name,count\n\"a,1", entry).is_err());
    }
}
