//! The calls on an open store, in one table: the request, the reply, and whether the call writes.

use std::collections::BTreeMap;

use puente_record::{DocumentId, EntryId, RecordId};
use serde::{Deserialize, Serialize};

use super::conflict::{ConflictList, Decision};
use super::courier::{CourierFile, FileTaken};
use super::list::{ArrivalList as ArrivalListView, ListLines, RowTaken};
use super::list_file::{ListAnswers, ListCopied, ListImported, ListReading};
use super::paper::{FreeCodeView, PrintKind, ReservedCodes};
use super::past::Changes;
use super::people::{ArrivalTimesView, AttentionList, Families, People, PeoplePage, Saved};
use super::queue::QueueView;
use super::record::{Checked, PastView, RecordView};
use super::store::{KeptItems, MeView, SitesView, StoreStatus};
use super::values::{Basis, MunicipalityList, Person, SaidValue, Surnames, Values};
use super::{BytesBeside, Done};

/// The request of a call.
pub(crate) trait Request {
    /// Does the call change records or lists? Then there is something to send and something new to show.
    const IS_WRITE: bool;
    /// The type of the reply.
    type Reply: Serialize;
}

/// Defines a request for each line, with the name of its call and whether it `reads` or `writes`.
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

        /// Answers the call with this name.
        ///
        /// # Errors
        /// Code `request` if the name or the request is not valid; otherwise see `advice`.
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

        /// Calls `each` for every call, with its name, its documentation, its request and its reply.
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
    /// Registers a person, into the family of another if one is named; `draft`, a key of `keep`, is deleted in
    /// the same transaction.
    writes register: Register {
        person: Person,
        draft: Option<String>,
        #[cfg_attr(test, ts(as = "Option<String>"))]
        family_of: Option<RecordId>,
    } -> Saved;
    /// Gives fields values, or adds members to sets. A field in conflict gets another candidate unless the role
    /// may decide.
    writes set: Set {
        #[cfg_attr(test, ts(as = "String"))]
        record: RecordId,
        fields: Values,
        basis: Option<Basis>,
    } -> Saved;
    /// Removes a value, or one member of a set.
    writes clear: Clear {
        #[cfg_attr(test, ts(as = "String"))]
        record: RecordId,
        field: String,
        member: Option<String>,
    } -> Saved;
    /// Adds an entry, or corrects the one with this id: `null` takes a value away.
    writes put_entry: PutEntry {
        #[cfg_attr(test, ts(as = "String"))]
        record: RecordId,
        kind: String,
        #[cfg_attr(test, ts(as = "Option<String>"))]
        entry: Option<EntryId>,
        fields: BTreeMap<String, Option<SaidValue>>,
    } -> Saved;
    /// Takes an entry back that was noted by mistake. The history keeps what it said.
    writes take_back_entry: TakeBackEntry {
        #[cfg_attr(test, ts(as = "String"))]
        record: RecordId,
        kind: String,
        #[cfg_attr(test, ts(as = "String"))]
        entry: EntryId,
    } -> Saved;
    /// What is odd about the values typed so far, and what they and a machine-readable zone imply. Nothing is
    /// stored. The day is the day at this site.
    reads check: Check {
        fields: Values,
        /// A machine-readable zone as a reader gave it.
        mrz: Option<String>,
    } -> Checked;
    /// What the server has stated about its sites; empty before enrolment.
    reads sites: Sites {} -> SitesView;
    /// A record by its id, or by its code as people say or scan it.
    reads record: Record { record: String, } -> RecordView;
    /// Asks for a record that left this phone because its person came long ago. It comes with the next sync, and stays for
    /// a day.
    writes recall: Recall { code: String, } -> Done;
    /// Reserves codes for blank forms and cards, at most 500.
    writes reserve_codes: ReserveCodes { count: usize, } -> ReservedCodes;
    /// A text as a record code, if it is one and nobody on this phone has it.
    reads free_code: FreeCode { text: String, } -> FreeCodeView;
    /// Notes in the log of the device that something was printed. Call it before printing.
    writes log_print: LogPrint {
        kind: PrintKind,
        count: u32,
        #[cfg_attr(test, ts(as = "Option<String>"))]
        record: Option<RecordId>,
    } -> Done;
    /// The people whose names begin or sound like every word of `text`, at most 50.
    reads find: Find { text: String, } -> People;
    /// Who is already here under a similar name, at most 5, the likeliest first.
    reads alike: Alike {
        given: String,
        surname1: String,
        surname2: String,
    } -> People;
    /// Everybody, by name; `after` is the last record of the previous page.
    reads list: List {
        #[cfg_attr(test, ts(as = "Option<String>"))]
        after: Option<RecordId>,
        limit: usize,
    } -> PeoplePage;
    /// When the people arrived who came since `since_ms`, in no order.
    reads arrival_times: ArrivalTimes { since_ms: i64, } -> ArrivalTimesView;
    /// The people in whose records this phone wrote last, the latest first.
    reads latest: Latest { limit: usize, } -> People;
    /// The households of a record, with their members on this phone: none, one, or several while it is
    /// disputed.
    reads households: Households {
        #[cfg_attr(test, ts(as = "String"))]
        record: RecordId,
    } -> Families;
    /// One tap: begins a household, adds a person to the other's, or states that two are one.
    writes same_family: SameFamily {
        #[cfg_attr(test, ts(as = "String"))]
        one: RecordId,
        #[cfg_attr(test, ts(as = "String"))]
        other: RecordId,
    } -> Done;
    /// Takes people out of their household; several together form a new one.
    writes leave_household: LeaveHousehold {
        #[cfg_attr(test, ts(as = "Vec<String>"))]
        records: Vec<RecordId>,
    } -> Done;
    /// Every change that this person may see, oldest first; only of one field if it is named.
    reads history: History {
        #[cfg_attr(test, ts(as = "String"))]
        record: RecordId,
        field: Option<String>,
    } -> Changes;
    /// The record at a time by the clocks of the people who wrote it.
    reads record_at: RecordAt {
        #[cfg_attr(test, ts(as = "String"))]
        record: RecordId,
        at_ms: i64,
    } -> PastView;
    /// Splits two surnames that were typed into one field, with their particles: a proposal, unless `sure`.
    reads split_surnames: SplitSurnames { text: String, } -> Surnames;
    /// Mexican municipalities by their code or by the beginning of their name, of one state (INEGI's two digits) or of
    /// all; at most 8.
    reads municipalities: Municipalities {
        text: String,
        state: Option<String>,
    } -> MunicipalityList;
    /// How a file is understood as an arrival list. Nothing is stored. CSV, XLSX or ODS, recognised by content.
    reads read_list: ReadList {
        #[serde(default)]
        #[allow(dead_code, reason = "the bytes are in the context")]
        file: BytesBeside,
        answers: ListAnswers,
    } -> ListReading;
    /// Imports a list for all phones of the site; this registers nobody. Rows that are here already stay
    /// unchanged. If the list looks like another version of a known one, this asks first and imports nothing.
    writes import_list: ImportList {
        #[serde(default)]
        #[allow(dead_code, reason = "the bytes are in the context")]
        file: BytesBeside,
        /// The name that people give it.
        name: String,
        answers: ListAnswers,
        /// Is it a newer version of a known list?
        same_list: Option<bool>,
    } -> ListImported;
    reads arrival_lists: ArrivalLists {} -> ListLines;
    reads arrival_list: ArrivalList {
        #[cfg_attr(test, ts(as = "String"))]
        list: DocumentId,
    } -> ArrivalListView;
    /// Registers the person in a row, with the further answers, and records this in the list. Taking the row
    /// again adds the answers.
    writes take_row: TakeRow {
        #[cfg_attr(test, ts(as = "String"))]
        list: DocumentId,
        place: u32,
        person: Person,
        draft: Option<String>,
    } -> RowTaken;
    /// The person in a row did not come. Taking the row later overrules this.
    writes mark_absent: MarkAbsent {
        #[cfg_attr(test, ts(as = "String"))]
        list: DocumentId,
        place: u32,
    } -> Done;
    /// This phone takes these rows: `1-45`, `46-90,101`, `91-`. Rejects with `rows_claimed` if another phone
    /// takes some of them.
    writes claim_rows: ClaimRows {
        #[cfg_attr(test, ts(as = "String"))]
        list: DocumentId,
        rows: String,
    } -> Done;
    /// A copy of a list for another phone, however the list came to this one: a file that only the code opens
    /// (`ListAnswers.code`), with the rows that the other phone will take. Nothing is recorded until it was
    /// handed over.
    reads copy_list: CopyList {
        #[cfg_attr(test, ts(as = "String"))]
        list: DocumentId,
        rows: Option<String>,
    } -> ListCopied;
    /// The file was handed over: the other phone takes its rows.
    writes leave_rows: LeaveRows {
        #[cfg_attr(test, ts(as = "String"))]
        list: DocumentId,
        #[cfg_attr(test, ts(as = "String"))]
        portion: EntryId,
        rows: String,
    } -> Done;
    /// What the server has not acknowledged, encrypted to it; anybody may carry it. Empty when there is
    /// nothing. Exporting does not count as sending.
    reads export_bundles: ExportBundles {} -> CourierFile;
    /// Takes a colleague's bundles, which go with the next sync, or receipts that came back. A damaged or
    /// refused piece does not affect the others.
    writes take_file: TakeFile {
        #[serde(default)]
        #[allow(dead_code, reason = "the bytes are in the context")]
        file: BytesBeside,
    } -> FileTaken;
    /// The receipts of bundles that this phone delivered, to hand back; empty when there are none.
    reads receipts: Receipts {} -> CourierFile;
    /// Stores a text of the page in the encrypted store and replaces an earlier one under the key: drafts,
    /// settings. At most 256 KiB; it never leaves this phone.
    reads keep: Keep {
        key: String,
        value: String,
    } -> Done;
    reads drop_kept: DropKept { key: String, } -> Done;
    /// The texts whose keys begin with `prefix`, the latest first.
    reads kept: Kept { prefix: String, } -> KeptItems;
    /// The conflicts of one record, or of all.
    reads conflicts: Conflicts {
        #[cfg_attr(test, ts(as = "Option<String>"))]
        record: Option<RecordId>,
    } -> ConflictList;
    /// Decides for one value of a field; it need not be a candidate. Only if `may.resolve`.
    writes resolve: Resolve {
        #[cfg_attr(test, ts(as = "String"))]
        record: RecordId,
        field: String,
        value: SaidValue,
        reason: String,
    } -> Saved;
    /// Decides many fields at once, of one record or of several: all or none.
    writes decide: Decide { decisions: Vec<Decision>, } -> Done;
    /// Records that the person must be asked about a conflict, or no longer.
    writes ask: Ask {
        #[cfg_attr(test, ts(as = "String"))]
        record: RecordId,
        field: String,
        is_to_ask: bool,
    } -> Saved;
    reads attention: Attention {} -> AttentionList;
    /// What waits for somebody, as far as this phone knows: at most `limit` cases of each reason.
    reads queue: Queue { limit: usize, } -> QueueView;
    reads status: Status {} -> StoreStatus;
}
