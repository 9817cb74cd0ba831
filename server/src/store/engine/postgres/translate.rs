//! From the common subset of SQL to PostgreSQL's.

/// The statement as PostgreSQL reads it: parameters are `$1`, an array is read with `unnest`, and the order in which a
/// join reads its tables is not asked for with `CROSS`.
pub(in crate::store::engine) fn translated(text: &str) -> String {
    let text = text.trim_end();
    let text = array(text, "FROM ids(", "bytea[]");
    let text = array(&text, "FROM numbers(", "bigint[]");
    text.replace('?', "$").replace("CROSS JOIN", "JOIN")
}

/// Writes `FROM name(?1)` as a set of rows with the column `value`.
fn array(text: &str, call: &str, of: &str) -> String {
    let mut parts = text.split(call);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (parameter, rest) = part.split_once(')').unwrap_or((part, ""));
        let read = format!("FROM unnest(CAST({parameter} AS {of})) AS given(value)");
        out.push_str(&read);
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_and_arrays_are_said_in_postgresqls_way_and_all_else_stays() {
        let pairs = [
            ("SELECT nr FROM site", "SELECT nr FROM site"),
            (
                "SELECT 1 FROM a WHERE id IN (SELECT value FROM ids(?1)) AND nr IN (SELECT value FROM numbers(?2))",
                "SELECT 1 FROM a WHERE id IN (SELECT value FROM unnest(CAST($1 AS bytea[])) AS given(value)) AND nr IN (SELECT value FROM unnest(CAST($2 AS bigint[])) AS given(value))",
            ),
            (
                "SELECT 1 FROM a CROSS JOIN b ON b.nr = a.nr",
                "SELECT 1 FROM a JOIN b ON b.nr = a.nr",
            ),
            (
                "INSERT INTO site(id) VALUES (?1)\nRETURNING nr\n",
                "INSERT INTO site(id) VALUES ($1)\nRETURNING nr",
            ),
        ];
        for (common, postgres) in pairs {
            assert_eq!(translated(common), postgres);
        }
    }
}
