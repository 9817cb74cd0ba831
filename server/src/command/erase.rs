//! `puente erase`

use std::path::Path;

use clap::Args;
use puente_record::AccountId;
use puente_record::escape_invisible;
use puente_record::list::{ADDED_PART, part_of};
use puente_texts::text;
use serde_json::json;

use super::data::{DataArgs, of};
use super::failure::failure;
use super::print::{localized, print, t, table};
use crate::administration::{AdministrationError, Mention, MentionPlace};
use crate::store::erasure::Tombstone;
use crate::{Server, entropy, tombstones};

#[derive(Debug, Args)]
pub(super) struct EraseArgs {
    #[command(flatten)]
    data: DataArgs,
    record: String,
    #[arg(long, required_unless_present = "show")]
    reason: Option<String>,
    #[arg(long)]
    show: bool,
    #[arg(long = "as", value_name = "ACCOUNT")]
    account: Option<AccountId>,
    #[arg(long, requires = "account")]
    same_name: bool,
    #[arg(long, conflicts_with = "account")]
    leave_mentions: bool,
}

/// The places that name a person, by what was done.
#[derive(Debug, Default)]
struct Mentioned {
    taken_out: Vec<Mention>,
    /// Places that somebody must look at.
    left: Vec<Mention>,
}

impl EraseArgs {
    pub(super) fn run(self, json: bool) -> anyhow::Result<()> {
        let server = self.data.open()?;
        let sought = server.administration.sought(&self.record)?;
        let mentions = server.administration.mentions(&sought)?;
        if self.show {
            let found = Mentioned {
                left: mentions,
                ..Mentioned::default()
            };
            let text = match found.left.is_empty() {
                true => t("cli-erase-nothing"),
                false => lines(&found.left),
            };
            return print(json, &json!({ "mentions": values(&found.left) }), &text);
        }
        // A record that is already erased may still be named, by a device that had no network for a month.
        let reason = self.reason.as_deref().unwrap_or_default();
        let erasable = match server
            .administration
            .erasable(&self.record, reason, entropy::now_ms())
        {
            Err(AdministrationError::Missing(_)) if !mentions.is_empty() => None,
            erasable => Some(erasable?),
        };
        if !mentions.is_empty() && self.account.is_none() && !self.leave_mentions {
            let text = text!("cli-erase-named", mentions = lines(&mentions));
            return Err(failure(text));
        }
        let mentioned = self.take_out(&server, mentions)?;
        let tombstones = self.data.tombstones();
        let record = erasable.as_ref().map(|erased| erased.record);
        if let Some(erased) = erasable {
            erase(&server, &tombstones, erased)?;
        }
        let erased = match record {
            Some(_) => format!(
                "{}\n{}",
                t("cli-erase-done"),
                localized(&of("cli-erase-tombstone", &tombstones))
            ),
            None => t("cli-erase-gone"),
        };
        let value = json!({
            "record": record,
            "tombstones": tombstones,
            "taken_out": values(&mentioned.taken_out),
            "left": values(&mentioned.left),
        });
        print(json, &value, &format!("{erased}{}", mentioned.text()))
    }

    fn take_out(&self, server: &Server, mentions: Vec<Mention>) -> anyhow::Result<Mentioned> {
        let mut mentioned = Mentioned::default();
        for mention in mentions {
            let is_meant = mention.is_certain || self.same_name;
            match self
                .account
                .filter(|_| is_meant && mention.place.can_be_taken_out())
            {
                None => mentioned.left.push(mention),
                Some(account) => {
                    match server
                        .administration
                        .take_out(entropy::now_ms(), &mention, account)
                    {
                        Ok(()) => mentioned.taken_out.push(mention),
                        // The document is full or damaged: somebody must look at it.
                        Err(AdministrationError::NotEntered(_)) => mentioned.left.push(mention),
                        Err(error) => return Err(error.into()),
                    }
                }
            }
        }
        Ok(mentioned)
    }
}

/// Erases a record, or all documents of a list: a long list has several, with consecutive parts.
fn erase(server: &Server, tombstone_file: &Path, first: Tombstone) -> anyhow::Result<()> {
    let reason = first.reason.clone();
    let list = server.administration.list_of(first.record)?;
    let mut next = Some(first);
    let mut part = 0;
    while let Some(erased) = next {
        tombstones::append(tombstone_file, &erased)?;
        server.administration.erase(erased)?;
        let Some((site, list)) = list.filter(|_| part != ADDED_PART) else {
            break;
        };
        let erasable = |part| {
            let id = part_of(site, list, part).to_string();
            match server
                .administration
                .erasable(&id, &reason, entropy::now_ms())
            {
                Ok(more) => Ok(Some(more)),
                Err(AdministrationError::Missing(_)) => Ok(None),
                Err(error) => Err(error),
            }
        };
        part += 1;
        next = erasable(part)?;
        // The rows that later versions added are in the last part.
        if next.is_none() {
            part = ADDED_PART;
            next = erasable(part)?;
        }
    }
    Ok(())
}

impl Mentioned {
    fn text(&self) -> String {
        let mut text = String::new();
        if !self.taken_out.is_empty() {
            text.push_str(&format!("\n{}\n", t("cli-erase-taken_out")));
            text.push_str(&lines(&self.taken_out));
        }
        if !self.left.is_empty() {
            text.push_str(&format!("\n{}\n", t("cli-erase-left")));
            text.push_str(&lines(&self.left));
        }
        text
    }
}

/// One place a line: whose record, where, and why it was found.
fn lines(mentions: &[Mention]) -> String {
    let rows: Vec<Vec<String>> = mentions
        .iter()
        .map(|mention| {
            let whose = match &mention.code {
                Some(code) => escape_invisible(code),
                None => mention.document.to_string(),
            };
            let place = match &mention.place {
                MentionPlace::Entry { kind, .. } => escape_invisible(kind),
                MentionPlace::Text { field } => {
                    localized(&text!("cli-mention-text", field = escape_invisible(field)))
                }
                MentionPlace::Row { number, .. } => {
                    localized(&text!("cli-mention-row", row = escape_invisible(number)))
                }
            };
            let grounds = match (&mention.place, mention.is_certain) {
                (MentionPlace::Text { .. }, _) => "cli-mention-has_code",
                (_, true) => "cli-mention-is_person",
                (_, false) => "cli-mention-same_name",
            };
            vec![whose, place, t(grounds)]
        })
        .collect();
    table(&rows)
}

fn values(mentions: &[Mention]) -> Vec<serde_json::Value> {
    let value = |mention: &Mention| {
        let (at, field, id) = match &mention.place {
            MentionPlace::Entry { kind, id } => ("entry", kind.clone(), Some(id.to_string())),
            MentionPlace::Text { field } => ("text", field.clone(), None),
            MentionPlace::Row { id, number } => ("row", number.clone(), Some(id.to_string())),
        };
        json!({
            "document": mention.document,
            "code": mention.code,
            "at": at,
            "where": field,
            "entry": id,
            "is_certain": mention.is_certain,
        })
    };
    mentions.iter().map(value).collect()
}
