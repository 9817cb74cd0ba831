//! What people were told is saved: the model against which every disk is checked.

use std::collections::{BTreeMap, BTreeSet};

use puente_record::DocumentKind;
use puente_record::id::RecordId;

use super::token::Token;

/// One value that a person typed.
#[derive(Clone, Debug)]
pub(super) struct LedgerLine {
    pub(super) token: Token,
    /// The phone into which it was typed.
    pub(super) phone: usize,
    /// The name of the person who typed it; empty if that person was not enrolled yet.
    pub(super) by: String,
    /// `None` if the phone died before it could report the record.
    pub(super) record: Option<RecordId>,
    pub(super) kind: DocumentKind,
    pub(super) field: &'static str,
    /// Whether the phone reported it as saved. If not, it may or may not be saved.
    pub(super) is_saved: bool,
}

/// Every value of a run, by its token.
#[derive(Default)]
pub(super) struct Ledger {
    lines: Vec<LedgerLine>,
    erased: BTreeSet<RecordId>,
    /// The records with each code. A record registered before its phone had a site becomes another record with
    /// the site.
    called: BTreeMap<String, BTreeSet<RecordId>>,
    /// Values of erased records whose phones died before they could report the record.
    gone: BTreeSet<Token>,
}

impl Ledger {
    /// Adds a value that is about to be typed.
    pub(super) fn next(
        &mut self,
        phone: usize,
        record: Option<RecordId>,
        kind: DocumentKind,
        field: &'static str,
    ) -> Token {
        let token = Token(u32::try_from(self.lines.len()).expect("a run is short"));
        self.lines.push(LedgerLine {
            token,
            phone,
            by: String::new(),
            record,
            kind,
            field,
            is_saved: false,
        });
        token
    }

    /// Notes that the phone reported these as saved.
    pub(super) fn saved(&mut self, tokens: &[Token], record: RecordId, by: &str) {
        for token in tokens {
            let line = &mut self.lines[token.0 as usize];
            by.clone_into(&mut line.by);
            line.record = Some(record);
            line.is_saved = true;
        }
    }

    /// An older copy of a phone's disk was put back: what is neither there nor anywhere else is gone, as
    /// intended.
    pub(super) fn forgive(&mut self, phone: usize, still_there: &BTreeSet<Token>) {
        for line in &mut self.lines {
            if line.phone == phone && !still_there.contains(&line.token) {
                line.is_saved = false;
            }
        }
    }

    /// An older disk of the server was put back: what is neither there nor on any phone is gone, as intended.
    pub(super) fn forgive_all(&mut self, still_there: &BTreeSet<Token>) {
        for line in &mut self.lines {
            if !still_there.contains(&line.token) {
                line.is_saved = false;
            }
        }
    }

    /// Notes that a person was erased: from now on nothing of the record may be found anywhere.
    pub(super) fn erase(&mut self, record: RecordId, on_server: BTreeSet<Token>) {
        self.erased.insert(record);
        self.gone.extend(on_server);
    }

    /// Notes that a record has this code.
    pub(super) fn called(&mut self, record: RecordId, code: String) {
        self.called.entry(code).or_default().insert(record);
    }

    /// The record of a value, under each id that it ever had.
    pub(super) fn records_of(&self, token: Token) -> BTreeSet<RecordId> {
        let Some(record) = self.line(token).record else {
            return BTreeSet::new();
        };
        let mut named = self.called.values();
        let same = named.find(|records| records.contains(&record)).cloned();
        same.unwrap_or_else(|| BTreeSet::from([record]))
    }

    pub(super) fn is_erased(&self, token: Token) -> bool {
        self.gone.contains(&token) || !self.records_of(token).is_disjoint(&self.erased)
    }

    pub(super) fn erased(&self) -> &BTreeSet<RecordId> {
        &self.erased
    }

    pub(super) fn line(&self, token: Token) -> &LedgerLine {
        &self.lines[token.0 as usize]
    }

    /// The values that were saved on one phone.
    pub(super) fn saved_on(&self, phone: usize) -> BTreeSet<Token> {
        let lines = self.lines.iter();
        let saved = lines.filter(|line| line.is_saved && line.phone == phone);
        let saved = saved.filter(|line| !self.is_erased(line.token));
        saved.map(|line| line.token).collect()
    }

    pub(super) fn all_saved(&self) -> impl Iterator<Item = &LedgerLine> {
        let saved = self.lines.iter().filter(|line| line.is_saved);
        saved.filter(|line| !self.is_erased(line.token))
    }
}
