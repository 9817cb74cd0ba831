//! The calls on an open store: one table of what each asks for, what it answers, and whether it writes.

use std::collections::BTreeMap;

use puente_record::{DocumentId, EntryId, RecordId};
use serde::{Deserialize, Serialize};

use super::conflict::{ConflictList, Decision};
use super::courier::{CourierFile, FileTaken};
use super::list::{ArrivalList as ArrivalListView, ListLines, RowTaken};
use super::list_file::{ListAnswers, ListCopied, ListImported, ListReading};
use super::past::Changes;
use super::people::{AttentionList, Families, People, PeoplePage, Saved, SavedEntry};
use super::record::{Checked, PastView, RecordView};
use super::store::{KeptItems, MeView, SitesView, StoreStatus};
use super::values::{Basis, MunicipalityList, Person, SaidValue, Surnames, Values};
use super::{BytesBeside, Done};

/// What a call asks for.
pub(crate) trait Request {
    /// It puts something into records or lists: there is something to send and something new to show.
    const IS_WRITE: bool;
    /// What it answers.
    type Reply: Serialize;
}

/// A request for each line, under the name of its call, and whether it `reads` or `writes`.
macro_rules! calls {
    ($(
        $(#[doc = $doc:literal])*
        $kind:ident $call:ident: $name:ident {$(
            $(#[$meta:meta])*
            $field:ident: $type:ty,
        )*} -> $reply:ty;
    )*) => {
        $(
            $(#[doc = $doc])*
            #[derive(Deserialize)]
            #[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
            pub(crate) struct $name {
                $($(#[$meta])* pub(crate) $field: $type,)*
            }

            impl Request for $name {
                const IS_WRITE: bool = calls!(@ $kind);
                type Reply = $reply;
            }
        )*

        /// Answers the call of this name.
        ///
        /// # Errors
        /// Code `request` for a name or a request that is none; else see `advice`.
        #[cfg(target_arch = "wasm32")]
        pub(crate) fn answer(
            call: &str,
            request: &str,
            on: &mut crate::call::CallContext<'_>,
        ) -> Result<crate::call::Answered, crate::failure::Failure> {
            match call {
                $(stringify!($call) => on.answer::<$name>(request),)*
                _ => Err(crate::failure::Failure::Request),
            }
        }

        /// Has `each` told of every call: its name, its words, its request and its reply.
        #[cfg(test)]
        pub(crate) fn describe(each: &mut impl crate::contract::DescribeCall) {
            $(each.call::<$name>(stringify!($call), &[$($doc),*]);)*
        }
    };
    (@ reads) => { false };
    (@ writes) => { true };
}

calls! {
    reads me: Me {} -> MeView;
    /// Registers a person, into the family of another if one is named; `draft`, a key of `keep`, is dropped in the same
    /// transaction.
    writes register: Register {
        person: Person,
        draft: Option<String>,
        #[cfg_attr(test, ts(as = "Option<String>"))]
        family_of: Option<RecordId>,
    } -> Saved;
    /// Gives fields values, or sets more members. A field in conflict gets another candidate unless the role may decide.
    writes set: Set {
        #[cfg_attr(test, ts(as = "String"))]
        record: RecordId,
        fields: Values,
        basis: Option<Basis>,
    } -> Saved;
    /// Takes a value away, or one member of a set.
    writes clear: Clear {
        #[cfg_attr(test, ts(as = "String"))]
        record: RecordId,
        field: String,
        member: Option<String>,
    } -> Saved;
    writes add_entry: AddEntry {
        #[cfg_attr(test, ts(as = "String"))]
        record: RecordId,
        kind: String,
        fields: BTreeMap<String, String>,
    } -> SavedEntry;
    /// What is odd about values as typed so far, and what they and a machine-readable zone imply. Nothing is stored.
    /// The day is that here.
    reads check: Check {
        fields: Values,
        /// A machine-readable zone as a reader gave it.
        mrz: Option<String>,
    } -> Checked;
    /// What the server has told of its sites; empty before enrolment.
    reads sites: Sites {} -> SitesView;
    /// A record by its id, or by its code as people say or scan it.
    reads record: Record { record: String, } -> RecordView;
    /// The people whose names begin or sound like every word of `text`, at most 50.
    reads find: Find { text: String, } -> People;
    /// Who is already here under a like name, at most 5, the likeliest first.
    reads alike: Alike {
        given: String,
        surname1: String,
        surname2: String,
    } -> People;
    /// Everybody, by name; `after` is the record that the page before ended with.
    reads list: List {
        #[cfg_attr(test, ts(as = "Option<String>"))]
        after: Option<RecordId>,
        limit: usize,
    } -> PeoplePage;
    /// The people whom this phone wrote about last, the latest first.
    reads latest: Latest { limit: usize, } -> People;
    /// The household of a record, as far as its members are here: none, one, or several while that is disputed.
    reads households: Households {
        #[cfg_attr(test, ts(as = "String"))]
        record: RecordId,
    } -> Families;
    /// One tap: begins a household, brings one into the other's, or says that two are one.
    writes same_family: SameFamily {
        #[cfg_attr(test, ts(as = "String"))]
        one: RecordId,
        #[cfg_attr(test, ts(as = "String"))]
        other: RecordId,
    } -> Done;
    /// Takes people out of their household; several together are a household of their own then.
    writes leave_household: LeaveHousehold {
        #[cfg_attr(test, ts(as = "Vec<String>"))]
        records: Vec<RecordId>,
    } -> Done;
    /// Every change that this person may see, oldest first; of one field, when one is named.
    reads history: History {
        #[cfg_attr(test, ts(as = "String"))]
        record: RecordId,
        field: Option<String>,
    } -> Changes;
    /// The record as it was by the clocks of those who wrote it.
    reads record_at: RecordAt {
        #[cfg_attr(test, ts(as = "String"))]
        record: RecordId,
        at_ms: i64,
    } -> PastView;
    /// Two surnames that were typed into one field, particles kept: a proposal, unless `sure`.
    reads split_surnames: SplitSurnames { text: String, } -> Surnames;
    /// Mexican municipalities by their code or by the beginning of their name, of one state (INEGI's two digits) or of
    /// all; at most 8.
    reads municipalities: Municipalities {
        text: String,
        state: Option<String>,
    } -> MunicipalityList;
    /// How a file is understood as an arrival list. Nothing is stored. CSV, XLSX, ODS; told apart by what is in it.
    reads read_list: ReadList {
        #[serde(default)]
        #[allow(dead_code, reason = "the bytes are in the context")]
        file: BytesBeside,
        answers: ListAnswers,
    } -> ListReading;
    /// Takes a list in, for all phones of the site; nobody is registered by it. Rows that are here already stay as they
    /// are. A list that looks like another version of one that is here is asked about first, and nothing is taken.
    writes import_list: ImportList {
        #[serde(default)]
        #[allow(dead_code, reason = "the bytes are in the context")]
        file: BytesBeside,
        /// What people call it.
        name: String,
        answers: ListAnswers,
        /// Whether it is a newer version of a list that is here.
        same_list: Option<bool>,
    } -> ListImported;
    reads arrival_lists: ArrivalLists {} -> ListLines;
    reads arrival_list: ArrivalList {
        #[cfg_attr(test, ts(as = "String"))]
        list: DocumentId,
    } -> ArrivalListView;
    /// Registers whoever stands in a row, with what was asked besides, and says so in the list. Taking it again adds what
    /// was asked.
    writes take_row: TakeRow {
        #[cfg_attr(test, ts(as = "String"))]
        list: DocumentId,
        place: u32,
        person: Person,
        draft: Option<String>,
    } -> RowTaken;
    /// Whoever stands in a row did not come. Taking the row later overrules it.
    writes mark_absent: MarkAbsent {
        #[cfg_attr(test, ts(as = "String"))]
        list: DocumentId,
        place: u32,
    } -> Done;
    /// This phone takes these rows: `1-45`, `46-90,101`, `91-`. Rejects with `rows_claimed` where another said so before.
    writes claim_rows: ClaimRows {
        #[cfg_attr(test, ts(as = "String"))]
        list: DocumentId,
        rows: String,
    } -> Done;
    /// A list for another phone, however it came to this one: a file that the code alone opens (`ListAnswers.code`), with
    /// the rows that the other phone is to take. Nothing is noted until it was handed over.
    reads copy_list: CopyList {
        #[cfg_attr(test, ts(as = "String"))]
        list: DocumentId,
        rows: Option<String>,
    } -> ListCopied;
    /// The file was handed over: its rows are the other phone's.
    writes leave_rows: LeaveRows {
        #[cfg_attr(test, ts(as = "String"))]
        list: DocumentId,
        #[cfg_attr(test, ts(as = "String"))]
        portion: EntryId,
        rows: String,
    } -> Done;
    /// What the server has not acknowledged, encrypted to it: anybody may carry it. Empty when there is nothing; nothing
    /// counts as sent by it.
    reads export_bundles: ExportBundles {} -> CourierFile;
    /// A colleague's bundles to carry, which go with the next sync, or receipts that came back. What is damaged or refused
    /// blocks nothing beside it.
    writes take_file: TakeFile {
        #[serde(default)]
        #[allow(dead_code, reason = "the bytes are in the context")]
        file: BytesBeside,
    } -> FileTaken;
    /// The receipts of what this phone delivered, to hand back; empty when there are none.
    reads receipts: Receipts {} -> CourierFile;
    /// Keeps a text for the page itself in the encrypted store, in place of what was under the key: drafts, settings. At
    /// most 256 KiB; it never leaves this phone.
    reads keep: Keep {
        key: String,
        value: String,
    } -> Done;
    reads drop_kept: DropKept { key: String, } -> Done;
    /// What is kept under keys that begin like this, the latest first.
    reads kept: Kept { prefix: String, } -> KeptItems;
    /// Of one record, or of all.
    reads conflicts: Conflicts {
        #[cfg_attr(test, ts(as = "Option<String>"))]
        record: Option<RecordId>,
    } -> ConflictList;
    /// Decides a field for one value, which need not be a candidate. Only where `may.resolve`.
    writes resolve: Resolve {
        #[cfg_attr(test, ts(as = "String"))]
        record: RecordId,
        field: String,
        value: SaidValue,
        reason: String,
    } -> Saved;
    /// Decides many fields in one go, of one record or of several: all of them or none.
    writes decide: Decide { decisions: Vec<Decision>, } -> Done;
    /// Notes that the person is to be asked about a conflict, or no longer.
    writes ask: Ask {
        #[cfg_attr(test, ts(as = "String"))]
        record: RecordId,
        field: String,
        is_to_ask: bool,
    } -> Saved;
    reads attention: Attention {} -> AttentionList;
    reads status: Status {} -> StoreStatus;
}
