// What the app, the Worker and the Rust of the SDK say to each other. Written by the test of client-sdk/wasm/src/contract.rs
// from client-sdk/wasm/src/messages, which is where it is changed.
//
// Names of fields, codes and kinds are those of the field table (`Schema`). Times are ms since 1970 by this phone's clock,
// which may be wrong. Ids are in hex.

/** A call that asks nothing, or says only that it is done. */
export type None = Record<string, never>;

/** The roles that an account of each role may give somebody, by `shared/policy`. The server decides again. */
export const ROLES_GIVEN_BY: Record<Role, readonly Role[]> = {
  "volunteer": [],
  "case-worker": [],
  "shelter-admin": ["volunteer", "case-worker"],
  "auditor": [],
  "administrator": ["volunteer", "case-worker", "shelter-admin", "auditor", "administrator"],
};

/** The calls on an open store. What they wrote is on disk when they answer. */
export interface StoreCalls {
  me: { request: None; reply: Me };
  /** Registers a person, into the family of another if one is named; `draft`, a key of `keep`, is deleted in
   * the same transaction. */
  register: { request: { person: Person, draft?: string, family_of?: string, }; reply: Saved };
  /** Gives fields values, or adds members to sets. A field in conflict gets another candidate unless the role
   * may decide. */
  set: { request: { record: string, fields: Values, basis?: Basis, }; reply: Saved };
  /** Removes a value, or one member of a set. */
  clear: { request: { record: string, field: string, member?: string, }; reply: Saved };
  /** Adds an entry, or corrects the one with this id: `null` takes a value away. */
  put_entry: { request: { record: string, kind: string, entry?: string, fields: { [key in string]: Said | null }, }; reply: Saved };
  /** Takes an entry back that was noted by mistake. The history keeps what it said. */
  take_back_entry: { request: { record: string, kind: string, entry: string, }; reply: Saved };
  /** What is odd about the values typed so far, and what they and a machine-readable zone imply. Nothing is
   * stored. The day is the day at this site. */
  check: { request: { fields: Values, 
/**
 * A machine-readable zone as a reader gave it.
 */
mrz?: string, }; reply: Checked };
  /** What the server has stated about its sites; empty before enrolment. */
  sites: { request: None; reply: Sites };
  /** A record by its id, or by its code as people say or scan it. */
  record: { request: { record: string, }; reply: RecordView };
  /** Asks for a record that left this phone because its person came long ago. It comes with the next sync, and stays for
   * a day. */
  recall: { request: { code: string, }; reply: None };
  /** Reserves codes for blank forms and cards, at most 500. */
  reserve_codes: { request: { count: number, }; reply: ReservedCodes };
  /** A text as a record code, if it is one and nobody on this phone has it. */
  free_code: { request: { text: string, }; reply: FreeCode };
  /** Notes in the log of the device that something was printed. Call it before printing. */
  log_print: { request: { kind: PrintKind, count: number, record?: string, }; reply: None };
  /** The people whose names begin or sound like every word of `text`, at most 50. */
  find: { request: { text: string, }; reply: People };
  /** Who is already here under a similar name, at most 5, the likeliest first. */
  alike: { request: { given: string, surname1: string, surname2: string, }; reply: People };
  /** Everybody, by name; `after` is the last record of the previous page. */
  list: { request: { after?: string, limit: number, }; reply: PeoplePage };
  /** When the people arrived who came since `since_ms`, in no order. */
  arrival_times: { request: { since_ms: number, }; reply: ArrivalTimes };
  /** The people in whose records this phone wrote last, the latest first. */
  latest: { request: { limit: number, }; reply: People };
  /** The households of a record, with their members on this phone: none, one, or several while it is
   * disputed. */
  households: { request: { record: string, }; reply: Families };
  /** One tap: begins a household, adds a person to the other's, or states that two are one. */
  same_family: { request: { one: string, other: string, }; reply: None };
  /** Takes people out of their household; several together form a new one. */
  leave_household: { request: { records: Array<string>, }; reply: None };
  /** Every change that this person may see, oldest first; only of one field if it is named. */
  history: { request: { record: string, field?: string, }; reply: Changes };
  /** The record at a time by the clocks of the people who wrote it. */
  record_at: { request: { record: string, at_ms: number, }; reply: PastView };
  /** Splits two surnames that were typed into one field, with their particles: a proposal, unless `sure`. */
  split_surnames: { request: { text: string, }; reply: Surnames };
  /** Mexican municipalities by their code or by the beginning of their name, of one state (INEGI's two digits) or of
   * all; at most 8. */
  municipalities: { request: { text: string, state?: string, }; reply: Places };
  /** How a file is understood as an arrival list. Nothing is stored. CSV, XLSX or ODS, recognised by content. */
  read_list: { request: { file: Uint8Array<ArrayBuffer>, answers: ListAnswers, }; reply: ListReading };
  /** Imports a list for all phones of the site; this registers nobody. Rows that are here already stay
   * unchanged. If the list looks like another version of a known one, this asks first and imports nothing. */
  import_list: { request: { file: Uint8Array<ArrayBuffer>, 
/**
 * The name that people give it.
 */
name: string, answers: ListAnswers, 
/**
 * Is it a newer version of a known list?
 */
same_list?: boolean, }; reply: ListImported };
  arrival_lists: { request: None; reply: ListLines };
  arrival_list: { request: { list: string, }; reply: ArrivalList };
  /** Registers the person in a row, with the further answers, and records this in the list. Taking the row
   * again adds the answers. */
  take_row: { request: { list: string, place: number, person: Person, draft?: string, }; reply: RowTaken };
  /** The person in a row did not come. Taking the row later overrules this. */
  mark_absent: { request: { list: string, place: number, }; reply: None };
  /** This phone takes these rows: `1-45`, `46-90,101`, `91-`. Rejects with `rows_claimed` if another phone
   * takes some of them. */
  claim_rows: { request: { list: string, rows: string, }; reply: None };
  /** A copy of a list for another phone, however the list came to this one: a file that only the code opens
   * (`ListAnswers.code`), with the rows that the other phone will take. Nothing is recorded until it was
   * handed over. */
  copy_list: { request: { list: string, rows?: string, }; reply: ListCopied };
  /** The file was handed over: the other phone takes its rows. */
  leave_rows: { request: { list: string, portion: string, rows: string, }; reply: None };
  /** What the server has not acknowledged, encrypted to it; anybody may carry it. Empty when there is
   * nothing. Exporting does not count as sending. */
  export_bundles: { request: None; reply: CourierFile };
  /** Takes a colleague's bundles, which go with the next sync, or receipts that came back. A damaged or
   * refused piece does not affect the others. */
  take_file: { request: { file: Uint8Array<ArrayBuffer>, }; reply: FileTaken };
  /** The receipts of bundles that this phone delivered, to hand back; empty when there are none. */
  receipts: { request: None; reply: CourierFile };
  /** Stores a text of the page in the encrypted store and replaces an earlier one under the key: drafts,
   * settings. At most 256 KiB; it never leaves this phone. */
  keep: { request: { key: string, value: string, }; reply: None };
  drop_kept: { request: { key: string, }; reply: None };
  /** The texts whose keys begin with `prefix`, the latest first. */
  kept: { request: { prefix: string, }; reply: KeptItems };
  /** The conflicts of one record, or of all. */
  conflicts: { request: { record?: string, }; reply: ConflictList };
  /** Decides for one value of a field; it need not be a candidate. Only if `may.resolve`. */
  resolve: { request: { record: string, field: string, value: Said, reason: string, }; reply: Saved };
  /** Decides many fields at once, of one record or of several: all or none. */
  decide: { request: { decisions: Array<Decision>, }; reply: None };
  /** Records that the person must be asked about a conflict, or no longer. */
  ask: { request: { record: string, field: string, is_to_ask: boolean, }; reply: Saved };
  attention: { request: None; reply: AttentionList };
  /** What waits for somebody, as far as this phone knows: at most `limit` cases of each reason. */
  queue: { request: { limit: number, }; reply: Queue };
  status: { request: None; reply: StoreStatus };
}

export type ArrivalList = { list: string, 
/** Several when phones have it under different names. */
names: Array<string>, 
/** Rows that can be taken. */
rows: number, 
/** Rows whose people were seen or registered. */
taken: number, absent: number, missing: number, 
/** Its rows, in their order. */
entries: Array<ListRow>, portions: Array<Portion>, };

/** A summary of one list. */
export type ArrivalListLine = { 
/** The list. */
list: string, 
/** The names that people gave it; several when phones have it under different names. */
names: Array<string>, 
/** Rows that can be taken. */
rows: number, 
/** Rows whose people were taken or are registered. */
taken: number, 
/** Rows whose people did not come. */
absent: number, 
/** The rest. */
missing: number, };

/** When people arrived, each in ms since 1970. */
export type ArrivalTimes = { at_ms: Array<number>, };

/** A change of this device that the server did not accept; nothing of it is lost. */
export type Attention = { record: string, code: string, 
/** The keys of the fields that it wrote. */
fields: Array<string>, time_ms: number, outcome: "quarantined" | "set_aside" | "pending" | "written_again", 
/** A stable code; the page has texts for those it knows. */
reason: string, };

export type AttentionList = { changes: Array<Attention>, };

/** The author of a change. */
export type Author = { 
/** The person's account; all zeros for what this device wrote before it was enrolled. */
account: string, 
/** The device. */
device: string, 
/** The person's name as given at enrolment. */
name: string, 
/** The site whose code the device was enrolled with. */
site: string, };

/** The grounds on which something is written; told if absent. */
export type Basis = "told" | "document" | "mrz" | "curp" | "observed" | "list" | "paper";

export type Candidate = { value: Said, change: string, author: Author | null, 
/** By the writing phone's clock, which may be wrong. */
time_ms: number, 
/** A `Basis`, or `decided`. */
basis: string, 
/** Its author had no right to decide and added it as a claim. */
claim: boolean, 
/** The record shows this value until somebody decides. */
shown: boolean, 
/** It no longer stands: somebody wrote over it without having seen another candidate. */
written_over: boolean, };

/** The bundles that a device carries. */
export type CarriedBundles = { 
/** Bundles that wait for a line. */
waiting: number, 
/** Bundles that the server took. Their receipts can be handed back. */
delivered: number, 
/** Bundles that the server refused for good. The people who gave them must be told. */
refused: number, };

/** Something that waits for somebody. */
export type Case = { why: CaseReason, harm: Harm, 
/** Null when nobody knows. */
since_ms: number | null, 
/** How many of what the reason names: fields, people, changes. */
count: number, 
/** The person that it is about, if it is about one. */
person: PersonLine | null, 
/** The list that it is about, if it is about one. */
list: ArrivalListLine | null, 
/** The most useful first. */
answers: Array<CaseAnswer>, };

/** Something that the person on this device can do about a case. */
export type CaseAnswer = "call_offices" | "open_record" | "decide" | "see_values" | "see_refusal" | "open_list" | "send";

/** Why something waits. */
export type CaseReason = "minor_alone" | "minor_unclear" | "urgent_now" | "urgent_today" | "refused" | "conflict" | "list_open" | "unsent";

export type CaseTotal = { why: CaseReason, cases: number, };

export type Changes = { changes: Array<RecordChange>, };

export type Checked = { findings: Array<Finding>, proposals: Array<Proposal>, minority: Minority, };

export type Chosen = { "candidate": number } | "keep_all";

export type CodeList = { 
/** In the order in which people see them. */
codes: Array<CodeText>, 
/** Other values are valid too. */
open: boolean, };

export type CodeText = { code: string, es: string, en: string, };

/** A column. */
export type Column = { 
/** Its number, from 1. */
place: number, 
/** Its header; empty if it has none. */
header: string, 
/** The meaning of its cells; absent when it is unknown, and then the column is not imported. */
meaning: string | null, 
/** No row has a value in it. */
is_empty: boolean, 
/** Its first value as typed, for the person who has to say what it means. */
example: string, };

export type Conflict = { record: string, code: string, 
/** `<field>` or `<kind>/<entry>/<field>`. */
field: string, 
/** Every candidate, claims last. */
candidates: Array<Candidate>, proposal: ConflictProposal, 
/** May all candidates be kept? */
may_keep_all: boolean, 
/** Somebody noted that the person must be asked. */
asked: boolean, };

/** What happened to one conflict. */
export type ConflictChange = { 
/** The field. */
field: string, 
/** `began`, `changed` or `ended`. */
step: "began" | "changed" | "ended", };

export type ConflictList = { conflicts: Array<Conflict>, };

/** What the field's policy proposes, and why, as a code of `Schema.whys`. */
export type ConflictProposal = { "choice": "candidate", place: number, why: string, } | { "choice": "keep_all", why: string, } | { "choice": "nothing", why: string, };

/** A row of a person that differs from the earlier list. */
export type CorrectedRow = { 
/** Its number in the earlier list. */
number: number, 
/** Its place there. */
place: number, 
/** The person is registered or was marked: the list's row stays unchanged, and the record must be
 * corrected. */
is_registered: boolean, 
/** Field, earlier value, present value; an empty value means none. */
fields: Array<[string, string, string]>, };

/** Bundles or receipts to hand over; empty when there are none. */
export type CourierFile = { file: Uint8Array<ArrayBuffer>, };

/** Why the order of a column is asked. */
export type DateDoubt = "either_way" | "two_orders";

/** The order of day, month and year. */
export type DateOrder = "dmy" | "mdy" | "ymd";

/** A decision for one candidate, by its index, or to keep all. */
export type Decision = { record: string, field: string, choice: Chosen, reason: string, };

/** The character between the cells of a row. */
export type Delimiter = "comma" | "semicolon" | "tab" | "pipe";

/** What a document is, and so who reads it. `list` is not part of a record. */
export type DocumentKind = "core" | "contact" | "protection" | "list";

/** A list on this device that a reading may be another version of. */
export type EarlierList = { 
/** The list. */
list: string, 
/** The names that people gave it. */
names: Array<string>, 
/** Somebody already declared that this very file is that list. */
is_said: boolean, 
/** Rows that are equal. */
same: number, 
/** Rows of the same person that differ. */
corrected: Array<CorrectedRow>, 
/** Rows that the earlier list does not have, by their numbers in the new one. */
new: Array<number>, 
/** Rows of the earlier list that the new one does not have, by their numbers in the earlier one. */
gone: Array<number>, 
/** Rows of people who were erased here, by their numbers in the new one. They are not imported again. */
erased: Array<number>, };

/** An encoding that lists come in. */
export type Encoding = "utf8" | "utf16le" | "utf16be" | "windows1252" | "macintosh" | "cp850";

export type EntryKind = { id: string, compartment: DocumentKind, 
/** What it takes to write in an entry: a member of `Rights`. */
right: EntryRight, label: Words, fields: Array<Field>, };

export type EntryRight = "write" | "resolve" | "link";

export type EntryView = { entry: string, fields: { [key in string]: Said }, };

export type Families = { households: Array<Household>, };

export type Field = { id: string, type: FieldType, shape: FieldShape, 
/** A list of `Schema.code_lists`. */
codes: string | null, unit: string | null, 
/** From 0 to 4. */
sensitivity: number, compartment: DocumentKind, asked: FormStage, required: Required, merge: MergePolicy, label: Words, };

/** What was done to a field. */
export type FieldAction = "put" | "cleared" | "added" | "removed" | "claimed" | "unclaimed";

export type FieldChange = { 
/** `<field>` or `<kind>/<entry>/<field>`. */
field: string, act: FieldAction, 
/** For a set the member; null when the field was cleared. */
value: Said | null, 
/** The values that it replaced. */
replaced: Array<ReplacedValue>, };

export type FieldShape = "single" | "set";

export type FieldType = "text" | "code" | "number" | "date" | "deadline" | "moment" | "country" | "phone" | "curp" | "record_code" | "site" | "municipality" | "mrz" | "attachment";

export type FieldView = { 
/** The value shown. */
value: Said, 
/** Other values, when documents of one kind differ. */
others: Array<Said>, 
/** Are there concurrent values? See `conflicts`. */
conflict: boolean, };

/** The result of taking a courier's file. */
export type FileTaken = { 
/** Bundles that this phone now carries. */
carried: number, 
/** Bundles that it carried already. */
known: number, 
/** Receipts for this phone, or kept for the person who gave the bundle. */
receipts: number, 
/** How many segments of this phone they newly acknowledged. */
acknowledged: number, 
/** Pieces that are damaged or written by another program; ask for another copy. */
damaged: number, 
/** Why a piece was not taken. */
refused: StoreFailureCode | null, };

/** An odd value. */
export type Finding = { 
/** `<field>` or `<kind>/<entry>/<field>`. */
field: string, 
/** A code of `Schema.findings`. */
code: string, };

export type FormStage = "gate" | "intake" | "interview" | "follow_up" | "system";

export type FreeCode = { code: string | null, };

export type Grant = { site: string, site_name: string, role: Role, 
/** The last day of the role at the site, `YYYY-MM-DD`; null if nobody said. */
last_day: string | null, };

/** How much harm waiting does. The first one is the greatest. */
export type Harm = "now" | "today" | "later";

export type Household = { 
/** All ids of this household. The first one names it. */
ids: Array<string>, 
/** Ordered by name. */
members: Array<HouseholdMember>, };

export type HouseholdMember = { person: PersonLine, 
/** A code of `household.role`; empty if nobody said. */
role: string, 
/** Do concurrent values also name another household for the person, or none? */
disputed: boolean, };

/** A text that the app keeps. */
export type Kept = { 
/** The app's key for it. */
key: string, 
/** The text, in a form that only the app knows. */
value: string, 
/** When it was stored, by this device's clock in ms since 1970. */
time_ms: number, };

export type KeptItems = { kept: Array<Kept>, };

/** Why a line is not imported. */
export type LineFault = "cells" | "torn" | "no_name" | "too_long" | "closing" | "heading" | "explanation" | "other_table" | "hidden" | "formula" | "above";

/** A person's answers about a file, where the file does not tell. */
export type ListAnswers = { encoding?: string, 
/** `comma`, `semicolon`, `tab`, `pipe`, as in `ListReading.source`. */
delimiter?: string, sheet?: string, 
/** The line with the column names; 0 for none. */
header_row?: number, 
/** How many lines have column names, one below the other. */
header_rows?: number, 
/** Columns by header or number, with their meaning: a field's id, or a word of `ListMeaning`. */
columns?: Array<[string, string]>, 
/** Spellings of the sex and their codes. */
sex_codes?: Array<[string, string]>, date_order?: DateOrder, 
/** Did a spreadsheet swap day and month in the cells that it took for dates? */
dates_swapped?: boolean, name_order?: NameOrder, 
/** Are rows that the sheet hides people of the list? */
hidden_rows?: boolean, 
/** Are rows with only a name people? Otherwise they are headings. */
lone_rows?: boolean, 
/** The code of a list that another phone handed over. */
code?: string, };

/** A copy of a list for another phone. */
export type ListCopied = { file: Uint8Array<ArrayBuffer>, 
/** Only this code opens the file. */
code: string, 
/** For `leave_rows`; null when no rows are left to the other phone. */
portion: string | null, };

/** A line that is not imported. */
export type ListFault = { line: number, fault: LineFault, 
/** The number of its cells; for `cells` only. */
found: number | null, 
/** The number of the header's cells; for `cells` only. */
expected: number | null, };

/** The result of importing a file. */
export type ListImported = ListTaken | { earlier: EarlierList, };

export type ListLines = { lists: Array<ArrivalListLine>, };

/** A notice about a list that was read, for the person who imports it. */
export type ListNotice = { "notice": "other_encoding", 
/** How many lines. */
lines: number, } | { "notice": "numbers_unusable" } | { "notice": "names_unsure", 
/** How many rows. */
rows: number, } | { "notice": "dates_unread", 
/** How many cells. */
cells: number, } | { "notice": "header_again", 
/** How many times. */
times: number, } | { "notice": "hidden_sheets", 
/** Their names. */
sheets: Array<string>, } | { "notice": "hidden_rows", 
/** How many rows. */
rows: number, } | { "notice": "hidden_columns", 
/** Their headers. */
columns: Array<string>, } | { "notice": "formulas_empty", 
/** How many cells. */
cells: number, } | { "notice": "error_cells", 
/** How many cells. */
cells: number, } | { "notice": "columns_left", 
/** Their headers or numbers. */
columns: Array<string>, } | { "notice": "letters_lost", 
/** How many cells. */
cells: number, } | { "notice": "sex_unclear", 
/** How many rows. */
rows: number, } | { "notice": "families", 
/** How many families. */
families: number, };

/** A question that only a person can answer. [`Answers`] has a field for each answer. */
export type ListQuestion = { "question": "delimiter", 
/** The possible delimiters. */
candidates: Array<Delimiter>, } | { "question": "sheet", 
/** Their names. */
sheets: Array<string>, } | { "question": "column_twice", 
/** The meaning. */
meaning: string, 
/** Their headers. */
columns: Array<string>, } | { "question": "no_name" } | { "question": "header_rows", 
/** Its line. */
line: number, } | { "question": "name_columns", 
/** Their headers or numbers. */
columns: Array<string>, } | { "question": "hidden_rows", 
/** How many rows. */
rows: number, } | { "question": "lone_rows", 
/** Their lines. */
lines: Array<number>, } | { "question": "sex_marks", 
/** Their headers. */
columns: Array<string>, 
/** Some of their contents. */
signs: Array<string>, } | { "question": "sex_codes", 
/** The signs as typed. */
signs: Array<string>, } | { "question": "date_order", 
/** The column's header. */
column: string, 
/** Why the order is unclear. */
doubt: DateDoubt, } | { "question": "dates_swapped", 
/** The column's header. */
column: string, } | { "question": "name_order", 
/** The column's header. */
column: string, };

export type ListReading = { 
/** The list's id follows from its content, whatever file it came in. */
list: string, source: ListSource, 
/** The line with the column names. */
header_row: number | null, columns: Array<Column>, sex_codes: Array<[string, string]>, date_order: DateOrder | null, name_order: NameOrder | null, 
/** How many rows can be imported. */
rows: number, faults: Array<ListFault>, notices: Array<ListNotice>, 
/** While there are any, the list cannot be imported. */
questions: Array<ListQuestion>, 
/** The first rows, as they would be imported. */
first: Array<PreviewRow>, 
/** For a list that another phone handed over: the name it has there. */
name: string | null, 
/** The rows that were left to this phone. */
rows_left: string | null, };

export type ListRow = { place: number, 
/** As printed. */
number: number, state: RowState, 
/** Who took it or noted the absence. */
by: string | null, 
/** When, by that phone's clock. */
at: string | null, 
/** Phones disagree about it. */
is_contested: boolean, record: string, code: string, 
/** The list's content. */
fields: Values, };

/** Where a list was read from. */
export type ListSource = { "format": "text", 
/** Its encoding. */
encoding: Encoding, 
/** Its delimiter. */
delimiter: Delimiter, } | { "format": "workbook", 
/** The sheet's name. */
sheet: string, 
/** All sheets that are not hidden. */
sheets: Array<string>, } | { "format": "phone", 
/** The site of the list on that phone. */
site: string, };

/** How many rows this phone did not have, and how many it had. */
export type ListTaken = { list: string, new: number, known: number, };

/** The user of the open store, as far as a server told. */
export type Me = { device: string, enrolled: boolean, 
/** The name given at enrolment, as shown beside what this person writes. */
name: string | null, server: string | null, 
/** The server accepts nothing from this device any more; what is here is not lost. */
revoked: boolean, 
/** The server was restored from a backup older than this enrolment: a new code makes the device known again. */
is_unknown: boolean, grants: Array<Grant>, 
/** At any of the sites, by any of the roles. Before enrolment a person may write everything and decide
 * nothing. */
may: RightsByKind, };

export type MergePolicy = "auto_latest" | "admin_review" | "keep_all" | "safer_wins";

/** Is somebody a minor? */
export type Minority = "adult" | "possible" | "unsaid";

/** Why there is no value. */
export type MissingReason = "not_asked" | "unknown" | "refused" | "not_applicable";

/** Which part of a name comes first in its cell. */
export type NameOrder = "surname_first" | "given_first";

/** A field's value, or the members of a set. */
export type OneOrMany = Array<string> | Said;

/** The content of a record, now or at an earlier time. */
export type PastView = { fields: { [key in string]: FieldView }, sets: { [key in string]: Array<string> }, 
/** By kind. */
entries: { [key in string]: Array<EntryView> }, findings: Array<Finding>, };

/** Lines of a list. */
export type People = { people: Array<PersonLine>, };

/** A page of the list of everybody. */
export type PeoplePage = { people: Array<PersonLine>, total: number, };

/** A person to register. */
export type Person = { fields: Values, basis?: Basis, };

export type PersonLine = { record: string, code: string, given: string, surname1: string, surname2: string, 
/** A code of the field table. */
sex: string, 
/** A code of the field table. */
status: string, 
/** How many of its fields have concurrent values. */
conflicts: number, 
/** As stored: a reason why it is missing begins with `∅`. Empty when nobody said. */
age: string, 
/** A date of birth, as stored. */
born: string, 
/** A moment, as stored. */
arrived_at: string, 
/** The list or flight; empty when none is named. */
arrival_list: string, 
/** A code of the field table. */
arrival_mode: string, 
/** A code of the field table: the gravest of concurrent values. */
urgent_medical: string, state: RecordState, };

/** A municipality with INEGI's five-digit code. */
export type Place = { code: string, name: string, 
/** Two digits. */
state: string, };

/** The municipalities that may be meant. */
export type Places = { places: Array<Place>, };

/** The rows that one phone takes. */
export type Portion = { 
/** Its rows, by their numbers. */
rows: string, 
/** The phone's user; empty when the rows were left to a phone that is not known yet. */
by: string, 
/** This phone takes them. */
is_own: boolean, };

export type PreviewRow = { number: number, line: number, fields: Values, note: string | null, };

/** What is printed. */
export type PrintKind = "record_card" | "blank_forms" | "blank_cards" | "invitation";

/** A value that a CURP or a machine-readable zone implies. Propose it; never fill it in unasked. */
export type Proposal = { field: string, value: string, basis: Basis, };

/** What waits for somebody on this device. */
export type Queue = { 
/** The most harmful first, then the oldest. */
cases: Array<Case>, 
/** All there are, also those not shown. */
totals: Array<CaseTotal>, };

/** A change of a record. */
export type RecordChange = { change: string, 
/** The kind of the document. */
kind: string, author: Author | null, 
/** By the writing phone's clock, which may be wrong. */
told_ms: number, 
/** It was written before this time, by this phone's clock, because the server had it then. Null while it
 * had not. */
proven_by_ms: number | null, 
/** A `Basis`, or `decided`. */
basis: string, 
/** The reason of a decision. */
reason: string | null, edits: Array<FieldChange>, conflicts: Array<ConflictChange>, standing: Standing, 
/** The code of the reason, for `quarantined` and `set_aside`. */
why: string | null, };

/** Where the changes of a record are that were made on this device. */
export type RecordState = { "state": "saved_here" } | { "state": "on_server", 
/** The index of the leaf. */
receipt: number | null, } | { "state": "needs_attention" };

export type RecordView = { record: string, 
/** Empty when its core is not here. */
code: string, state: RecordState, 
/** What this person may do with this record. */
may: RightsByKind, fields: { [key in string]: FieldView }, sets: { [key in string]: Array<string> }, 
/** By kind. */
entries: { [key in string]: Array<EntryView> }, findings: Array<Finding>, };

export type ReplacedValue = { value: Said, author: Author | null, };

export type Required = "required" | "conditional" | "optional";

export type ReservedCodes = { codes: Array<string>, };

/** What a person may do with documents of a kind. */
export type Rights = { read: boolean, write: boolean, resolve: boolean, move_home: boolean, link: boolean, };

/** The rights for every kind of document. */
export type RightsByKind = { [key in DocumentKind]: Rights };

/** A person's role at a site. */
export type Role = "volunteer" | "case-worker" | "shelter-admin" | "auditor" | "administrator";

/** The state of a row. */
export type RowState = "taken" | "registered" | "absent" | "missing";

/** The person who was registered from a row. */
export type RowTaken = { record: string, code: string, state: RecordState, is_new: boolean, };

/** A value as typed, or the reason why there is none. */
export type Said = string | { missing: MissingReason, };

/** A record that was written, and where its changes are. */
export type Saved = { record: string, 
/** To say, to write down, or to print as a QR code. */
code: string, state: RecordState, };

/** Everything that a form derives from. It is the same for everybody and available before a store is open. */
export type Schema = { 
/** In the order of a form. */
fields: Array<Field>, entry_kinds: Array<EntryKind>, code_lists: { [key in string]: CodeList }, 
/** Texts by `Finding.code`. */
findings: { [key in string]: Words }, 
/** Texts by `ConflictProposal.why`. */
whys: { [key in string]: Words }, };

/** What the server states about a site. */
export type Site = { site: string, name: string, 
/** The name in the IANA database; null when nobody has set it. */
zone: string | null, 
/** Telephone numbers to call for a child, as dialled; try the first one first. */
dif_phones: Array<string>, attorney_phones: Array<string>, 
/** A closed site is shown where it was recorded, but not offered. */
open: boolean, };

export type Sites = { 
/** Ordered by name. */
all: Array<Site>, 
/** The site of the people who are registered on this phone. */
here: string | null, 
/** Can this phone's clock be right? */
clock_believed: boolean, };

/** What became of a change. */
export type Standing = "stands" | "saved_here" | "pending" | "quarantined" | "set_aside" | "written_again";

/** What the app should do about a failure. */
export type StoreAdvice = "correct" | "unlock" | "enrol" | "try_later" | "free_space" | "update" | "put_aside" | "report";

/** Why a call on the store did nothing, as a code. */
export type StoreFailureCode = "no_such_holder" | "wrong_secret" | "damaged_vault" | "no_files" | "no_entropy" | "no_such_record" | "dormant" | "not_a_code" | "code_taken" | "no_such_field" | "no_conflict" | "holds_one" | "no_such_list" | "no_such_row" | "rows_claimed" | "copy_not_opened" | "list_questions" | "list_too_long" | "list_too_many_rows" | "list_too_many_columns" | "list_empty" | "list_protected" | "list_old_format" | "list_not_a_list" | "list_damaged" | "list_no_header" | "list_no_such_column" | "list_no_such_sheet" | "not_allowed" | "value_too_long" | "document_full" | "not_enrolled" | "already_enrolled" | "code_refused" | "code_withdrawn" | "unknown_device" | "refused" | "courier_no_keys" | "courier_not_a_bundle" | "courier_other_server" | "courier_full" | "receipt_not_signed" | "receipt_not_mine" | "receipt_outlived" | "storage_full" | "store_too_new" | "damaged_store" | "store" | "request";

/** Why a call did nothing. Act on `advice`; look up texts for people by `code`. Contains no personal value. */
export type StoreFailureMessage = { code: StoreFailureCode, advice: StoreAdvice, 
/** In English, for the person who reports a defect. */
reason: string, 
/** The field at fault, if there is one. */
field: string | null, };

/** The state of the store. The Worker adds what only it knows about syncing. */
export type StoreStatus = { records: number, 
/** Changes of this device that are not on the server yet. */
waiting: number, 
/** Changes of this device that the server quarantined or set aside. */
needs_attention: number, 
/** Changes of this device that wait at the server. */
pending: number, conflicts: number, 
/** Pages that came and could not be used; they are held back. */
pages_aside: number, last_contact_ms: number | null, 
/** Bundles of colleagues. */
carried: CarriedBundles, };

/** Two surnames that were typed into one field. */
export type Surnames = { surname1: string, surname2: string, 
/** Is this the only way to read them? */
sure: boolean, };

/** An effect to carry out. */
export type SyncEffect = { "effect": "send_exchange", body: Uint8Array<ArrayBuffer>, } | { "effect": "pause", for_ms: number, } | { "effect": "try_page", page: number, batch: Uint8Array<ArrayBuffer>, } | { "effect": "take_in" } | { "effect": "show_progress", rows_left: number, } | { "effect": "finish", stop: SyncStop, 
/** The problem of the server or the store. */
failure: StoreFailureMessage | null, report: SyncReport, };

/** What a sync did and cost. */
export type SyncReport = { 
/** Requests that were sent. */
round_trips: number, 
/** Bytes of request bodies. */
bytes_up: number, 
/** Bytes of answer bodies. */
bytes_down: number, 
/** Segments that the server acknowledged. */
segments_acknowledged: number, 
/** Own changes that were put into segments. */
changes_sealed: number, 
/** Own changes that the server acknowledged, including those that earlier syncs had left in segments. Its
 * verdicts say what became of them. */
changes_acknowledged: number, 
/** Whole documents that came. */
documents_received: number, 
/** Single changes that came. */
changes_received: number, 
/** Own changes that the server put into quarantine. */
quarantined: number, 
/** Own changes that wait at the server for other changes. */
pending: number, 
/** Edits that were written again after a quarantine or for a new install. */
written_again: number, 
/** Documents that were purged from this device. */
purged: number, 
/** Rows that came and could not be used; they are held back. */
unusable: number, };

/** Why a sync ended. */
export type SyncStop = "done" | "revoked" | "not_enrolled" | "line_broke" | "refused" | "damaged";

/** Values by field id; the members of a set as a list. */
export type Values = { [key in string]: OneOrMany };

export type Words = { es: string, en: string, };
