//! From PostgreSQL's log to a script for pgbench.

/// The statements that a log tells, one a line, with their parameters in place: what the watch asks for is left out.
pub fn script(log: &str) -> String {
    let mut statements: Vec<String> = Vec::new();
    for entry in entries(log) {
        if let Some(statement) = entry.split_once("LOG:  ").and_then(|(_, told)| said(told)) {
            statements.push(statement.split_whitespace().collect::<Vec<_>>().join(" "));
        } else if let Some((_, parameters)) = entry.split_once("parameters: ")
            && let Some(last) = statements.last_mut()
        {
            *last = filled(last, parameters);
        }
    }
    statements.retain(|statement| statement != "SELECT 1");
    statements.iter().fold(String::new(), |script, statement| script + statement + ";\n")
}

/// Entries of the log: a line that begins with a tab goes on with the one before.
fn entries(log: &str) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for line in log.lines() {
        match (line.strip_prefix('\t'), entries.last_mut()) {
            (Some(rest), Some(last)) => {
                last.push('\n');
                last.push_str(rest);
            }
            _ => entries.push(line.to_owned()),
        }
    }
    entries
}

/// The statement of a log entry.
fn said(told: &str) -> Option<&str> {
    if let Some(statement) = told.strip_prefix("statement: ") {
        return Some(statement);
    }
    told.strip_prefix("execute ")?.split_once(": ").map(|(_, statement)| statement)
}

/// The statement with `$1` and so on replaced by what they stood for.
fn filled(statement: &str, parameters: &str) -> String {
    let mut values = Vec::new();
    let mut rest = parameters;
    while let Some((_, value)) = rest.split_once(" = ") {
        let end =
            if value.starts_with('\'') { quoted(value) } else { value.find(", $").unwrap_or(value.len()) };
        values.push(value[..end].to_owned());
        rest = &value[end..];
    }
    let mut filled = statement.to_owned();
    for (index, value) in values.iter().enumerate().rev() {
        filled = filled.replace(&format!("${}", index + 1), value);
    }
    filled
}

/// Where a quoted text ends; a quote in it is doubled.
fn quoted(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        if bytes[at] == b'\'' {
            if bytes.get(at + 1) != Some(&b'\'') {
                return at + 1;
            }
            at += 1;
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_becomes_a_script() {
        let log = "2026-09-14 [7] LOG:  statement: BEGIN\n\
                   2026-09-14 [7] LOG:  execute sqlx_s_1: SELECT a\n\t  FROM b WHERE c = $1 AND d = $10 AND e = $2\n\
                   2026-09-14 [7] DETAIL:  parameters: $1 = 'it''s', $2 = NULL, $3 = '3', $4 = '4', $5 = '5', \
                   $6 = '6', $7 = '7', $8 = '8', $9 = '9', $10 = 'x'\n\
                   2026-09-14 [8] LOG:  execute sqlx_s_2: SELECT 1\n\
                   2026-09-14 [7] LOG:  statement: ROLLBACK\n";
        assert_eq!(
            script(log),
            "BEGIN;\nSELECT a FROM b WHERE c = 'it''s' AND d = 'x' AND e = NULL;\nROLLBACK;\n"
        );
    }
}
