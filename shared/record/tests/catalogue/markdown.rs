//! The catalogue as Markdown.

use std::fmt::Write as _;

use puente_record::code_list::CODE_LISTS;
use puente_record::{
    CodeList, Compartment, ENTRY_KINDS, FIELDS, Field, MissingReason, RetentionPurpose,
};

use crate::{required, word};

/// Lists longer than this are named, not printed.
const CODES_MAX: usize = 40;

const PURPOSES: [RetentionPurpose; 9] = [
    RetentionPurpose::Operation,
    RetentionPurpose::Identification,
    RetentionPurpose::Assistance,
    RetentionPurpose::Contact,
    RetentionPurpose::Protection,
    RetentionPurpose::Livelihood,
    RetentionPurpose::Claims,
    RetentionPurpose::Monitoring,
    RetentionPurpose::Rights,
];

const HEAD: &str = "\
# Data catalogue

Every field of a returnee's record. Generated from the field table (`src/field`); do not edit.

- **S** is the harm in the wrong hands: S0 operational, S1 personal, S2 identifiers and contacts, S3 sensitive by law, S4
  critical for protection. **Compartment** says which document holds a field, and thereby who reads it: `core` everybody who
  receives people at the site, `contact` and `protection` case staff.
- **Asked**: at the gate (45 seconds a person), at intake (6 minutes), in an interview by trained staff, later, or never,
  because the system fills it.
- **Merge** is what is proposed when values are concurrent; all of them are kept until somebody entitled decides.
- A field of many values is marked `set`; an entry is a thing that happens any number of times.
- Every value may be missing for a reason instead: ";

pub(crate) fn catalogue() -> String {
    let mut out = String::from(HEAD);
    let reasons = MissingReason::ALL.map(|reason| format!("`{}`", reason.as_str()));
    let _ = writeln!(out, "{}.\n", reasons.join(", "));
    purposes(&mut out);
    out.push_str("\n## Fields\n");
    let has_fields = |of: &Compartment| FIELDS.iter().any(|field| field.compartment == *of);
    for compartment in Compartment::ALL.into_iter().filter(has_fields) {
        let _ = writeln!(out, "\n### `{compartment}`\n");
        table(
            &mut out,
            FIELDS
                .iter()
                .filter(|field| field.compartment == compartment),
        );
    }
    out.push_str("\n## Entries\n");
    for kind in ENTRY_KINDS {
        let _ = writeln!(out, "\n### `{}` ({})\n", kind.id, kind.compartment);
        let _ = writeln!(out, "{} · *{}*\n", kind.label_en, kind.label_es);
        table(&mut out, kind.fields.iter());
    }
    out.push_str("\n## Code lists\n");
    for list in CODE_LISTS {
        code_list(&mut out, list);
    }
    out
}

fn purposes(out: &mut String) {
    out.push_str("| Purpose | Proposed retention after the last contact |\n|---|---|\n");
    for purpose in PURPOSES {
        let months = purpose.retention_months();
        let _ = writeln!(out, "| {} | {months} months |", word(purpose));
    }
}

fn table<'f>(out: &mut String, fields: impl Iterator<Item = &'f Field>) {
    out.push_str("| Field | Meaning | Type | S | Asked | Required | Merge | Purpose | Source |\n");
    out.push_str("|---|---|---|---|---|---|---|---|---|\n");
    for field in fields {
        let _ = writeln!(
            out,
            "| `{}` | {} · *{}* | {} | {:?} | {} | {} | {} | {} | {} |",
            field.id,
            field.label_en,
            field.label_es,
            kind(field),
            field.sensitivity,
            word(field.asked),
            required(field),
            word(field.merge),
            word(field.purpose),
            field.source,
        );
    }
}

fn kind(field: &Field) -> String {
    let mut kind = word(field.kind);
    if let Some(list) = field.codes {
        let _ = write!(kind, " of [{}](#{})", list.id, anchor(list.id));
    }
    if let Some(unit) = field.unit {
        let _ = write!(kind, " in {unit}");
    }
    if word(field.shape) == "set" {
        kind.insert_str(0, "set: ");
    }
    kind
}

/// The anchor of a heading in rendered Markdown: no dots, no backticks.
fn anchor(id: &str) -> String {
    id.replace('.', "")
}

fn code_list(out: &mut String, list: &CodeList) {
    let _ = writeln!(out, "\n### {}\n", list.id);
    let open = if list.open {
        "; other values are right too"
    } else {
        ""
    };
    if list.codes.len() > CODES_MAX {
        let count = list.codes.len();
        let _ = writeln!(out, "{count} codes, in `src/code_list`{open}.");
        return;
    }
    let ranked = list.codes.iter().any(|code| code.rank > 0);
    let note = if ranked {
        "The higher rank is the safer answer"
    } else {
        "In the order people are shown them"
    };
    let _ = writeln!(out, "{note}{open}.\n");
    let (head, line) = if ranked {
        (" Rank |", "---|")
    } else {
        ("", "")
    };
    let _ = writeln!(
        out,
        "| Code | English | Español |{head}\n|---|---|---|{line}"
    );
    for code in list.codes {
        let _ = write!(out, "| `{}` | {} | {} |", code.code, code.en, code.es);
        if ranked {
            let _ = write!(out, " {} |", code.rank);
        }
        out.push('\n');
    }
}
