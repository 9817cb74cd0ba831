use puente_client::{Device, DuplicateCandidate};
use puente_texts::text;
use serde_json::json;

use crate::failure::Failure;
use crate::say::{Answer, localized, t};
use crate::words;

/// A mark stands for this much weight, in hundredths of a nat.
const WEIGHT_OF_A_MARK: i32 = 150;
const MARKS_MAX: usize = 4;

pub(crate) fn run(device: &Device) -> Result<Answer, Failure> {
    let candidates = device.duplicates()?;
    let text = match &candidates[..] {
        [] => t("cli-duplicates-nobody"),
        some => some.iter().map(block).collect::<Vec<_>>().join("\n"),
    };
    Ok(Answer::new(json!({ "duplicates": candidates }), text))
}

/// The band, the two people, the reasons and what it could be instead.
fn block(of: &DuplicateCandidate) -> String {
    let people = of.people.each_ref().map(|person| {
        vec![
            format!("  {}", person.code),
            words::name(person),
            words::value(words::described("sex"), &person.sex),
        ]
    });
    let reasons: Vec<Vec<String>> = of
        .reasons
        .iter()
        .map(|reason| vec![format!("    {}", marks(reason.weight)), said(reason.key)])
        .collect();
    let rival = text!("cli-duplicates-rival", rival = said(of.rival));
    let decided = match of.decided {
        None => String::new(),
        Some("to_ask") => format!(" · {}", t("cli-duplicates-decided-to_ask")),
        Some("waiting_for_other") => {
            format!(" · {}", t("cli-duplicates-decided-waiting_for_other"))
        }
        Some("distinct") => format!(" · {}", t("cli-duplicates-decided-distinct")),
        Some(_) => format!(" · {}", t("cli-duplicates-decided-disputed")),
    };
    format!(
        "{}{decided}\n{}{}    {}\n",
        said(of.band),
        words::table(&people),
        words::table(&reasons),
        localized(&rival)
    )
}

fn said(key: &str) -> String {
    t(&format!("cli-match-{key}"))
}

/// How much a reason says for one person (`+`) or against it (`−`).
fn marks(weight: i32) -> String {
    let mark = match weight < 0 {
        true => "−",
        false => "+",
    };
    let count = weight.unsigned_abs() / WEIGHT_OF_A_MARK.unsigned_abs() + 1;
    mark.repeat((count as usize).min(MARKS_MAX))
}
