use std::fmt::Write as _;

use puente_client::{Device, RecordView};
use puente_native::now_ms;
use puente_record::{FindingCode, RecordId, SiteFacts, SiteId, search_key};
use puente_texts::text;
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::say::{Answer, localized, t};
use crate::words;

/// The output of `sites`.
pub(crate) fn sites(device: &Device) -> Result<Answer, Failure> {
    let known = device.sites()?;
    let here = known.here().map(|site| site.id);
    let now_ms = now_ms();
    let clock = |site: &SiteFacts| site.zone.is_some().then(|| known.local_at(site.id, now_ms));
    let described: Vec<Value> = known
        .all()
        .iter()
        .map(|site| {
            json!({
                "site": site.id,
                "name": site.name,
                "here": Some(site.id) == here,
                "open": site.is_open,
                "zone": site.zone.as_ref().map(|zone| &zone.name),
                "local": clock(site).map(|local| local.to_string()),
                "night": clock(site).map(|_| known.night_at(site.id, now_ms).to_string()),
                "dif_phones": site.dif_phones,
                "attorney_phones": site.attorney_phones,
            })
        })
        .collect();
    let rows: Vec<Vec<String>> = known
        .all()
        .iter()
        .map(|site| {
            let mark = if Some(site.id) == here { "▸" } else { " " };
            let closed = match site.is_open {
                true => String::new(),
                false => format!(" ({})", t("cli-site-closed")),
            };
            vec![
                format!("{mark} {}{closed}", site.name),
                clock(site).map_or_else(
                    || t("cli-site-no_zone"),
                    |local| {
                        let night = known.night_at(site.id, now_ms).to_string();
                        localized(&text!(
                            "cli-site-night",
                            local = local.to_string(),
                            night = night
                        ))
                    },
                ),
                localized(&text!("cli-site-dif", phones = dialled(&site.dif_phones))),
                localized(&text!(
                    "cli-site-attorney",
                    phones = dialled(&site.attorney_phones)
                )),
            ]
        })
        .collect();
    Ok(Answer::new(
        json!({ "sites": described }),
        words::table(&rows),
    ))
}

fn dialled(phones: &[String]) -> String {
    match phones {
        [] => "—".to_owned(),
        phones => phones.join(", "),
    }
}

/// The site that somebody names: one of those that the server has sent.
pub(super) fn site_of(device: &Device, said: &str) -> Result<SiteId, Failure> {
    let known = device.sites()?;
    if let Some(site) = known.named(said) {
        return Ok(site.id);
    }
    // An older server sends only the names of sites at which there are roles.
    let key = search_key(said);
    let grants = device.grants()?;
    let named = grants
        .iter()
        .find(|grant| search_key(&grant.site_name) == key || grant.site.to_string() == said.trim());
    if let (true, Some(grant)) = (known.all().is_empty(), named) {
        return Ok(grant.site);
    }
    let open = known.all().iter().filter(|site| site.is_open);
    let names: Vec<&str> = open.map(|site| site.name.as_str()).collect();
    Err(Failure::new("no_such_site").with("known", names.join(", ")))
}

/// The findings of a record, for people and for programs.
pub(super) struct Odd {
    pub(super) json: Vec<Value>,
    pub(super) text: String,
}

/// The present findings of a record, as far as `is_told` selects them.
pub(super) fn odd(
    device: &Device,
    record: RecordId,
    is_told: impl Fn(&str, &str) -> bool,
) -> Result<Odd, Failure> {
    odd_of(device, &device.view(record, now_ms())?, is_told)
}

/// As [`odd`], for a record that was read already.
pub(super) fn odd_of(
    device: &Device,
    view: &RecordView,
    is_told: impl Fn(&str, &str) -> bool,
) -> Result<Odd, Failure> {
    let mut odd = Odd {
        json: Vec::new(),
        text: String::new(),
    };
    let odd_ones = view
        .findings
        .iter()
        .filter(|(field, code)| is_told(field, code));
    let mut calls = false;
    for (field, code) in odd_ones {
        odd.json.push(json!({ "field": field, "code": code }));
        let known = FindingCode::ALL.iter().find(|of| of.text().code == code);
        let said = words::finding(code);
        let _ = writeln!(odd.text, "  ! {}: {said}", words::label(field));
        calls |= known.is_some_and(|of| of.asks_for_calls());
    }
    let known = device.sites()?;
    if let (true, Some(here)) = (calls, known.here()) {
        let _ = writeln!(
            odd.text,
            "  ☎ {} · {}",
            localized(&text!("cli-site-dif", phones = dialled(&here.dif_phones))),
            localized(&text!(
                "cli-site-attorney",
                phones = dialled(&here.attorney_phones)
            ))
        );
    }
    Ok(odd)
}

/// Whether a finding is about a child who may need protection. Such a finding is shown whatever the command was
/// about.
pub(super) fn is_of_child(code: &str) -> bool {
    let known = FindingCode::ALL.iter().find(|of| of.text().code == code);
    known.is_some_and(|of| of.asks_for_calls())
}
