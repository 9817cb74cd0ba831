// What the app, the Worker and the Rust of the SDK say to each other. Written by the test of client-sdk/wasm/src/contract.rs
// from client-sdk/wasm/src/messages, which is where it is changed.
//
// Names of fields, codes and kinds are those of the field table (`Schema`). Times are ms since 1970 by this phone's clock,
// which may be wrong. Ids are in hex.

/** A call that asks nothing, or says only that it is done. */
export type None = Record<string, never>;

/** The calls on an open store. What they wrote is on disk when they answer. */
export interface StoreCalls {
  me: { request: None; reply: Me };
  /** Registers a person, into the family of another if one is named; `draft`, a key of `keep`, is dropped in the same
   * transaction. */
  register: { request: { person: Person, draft?: string, family_of?: string, }; reply: Saved };
  /** Gives fields values, or sets more members. A field in conflict gets another candidate unless the role may decide. */
  set: { request: { record: string, fields: Values, basis?: Basis, }; reply: Saved };
  /** Takes a value away, or one member of a set. */
  clear: { request: { record: string, field: string, member?: string, }; reply: Saved };
  add_entry: { request: { record: string, kind: string, fields: { [key in string]: string }, }; reply: SavedEntry };
  /** What is odd about values as typed so far, and what they and a machine-readable zone imply. Nothing is stored.
   * The day is that here. */
  check: { request: { fields: Values, 
/**
 * A machine-readable zone as a reader gave it.
 */
mrz?: string, }; reply: Checked };
  /** What the server has told of its sites; empty before enrolment. */
  sites: { request: None; reply: Sites };
  /** A record by its id, or by its code as people say or scan it. */
  record: { request: { record: string, }; reply: RecordView };
  /** The people whose names begin or sound like every word of `text`, at most 50. */
  find: { request: { text: string, }; reply: People };
  /** Who is already here under a like name, at most 5, the likeliest first. */
  alike: { request: { given: string, surname1: string, surname2: string, }; reply: People };
  /** Everybody, by name; `after` is the record that the page before ended with. */
  list: { request: { after?: string, limit: number, }; reply: PeoplePage };
  /** The people whom this phone wrote about last, the latest first. */
  latest: { request: { limit: number, }; reply: People };
  /** The household of a record, as far as its members are here: none, one, or several while that is disputed. */
  households: { request: { record: string, }; reply: Families };
  /** One tap: begins a household, brings one into the other's, or says that two are one. */
  same_family: { request: { one: string, other: string, }; reply: None };
  /** Takes people out of their household; several together are a household of their own then. */
  leave_household: { request: { records: Array<string>, }; reply: None };
  /** Every change that this person may see, oldest first; of one field, when one is named. */
  history: { request: { record: string, field?: string, }; reply: Changes };
  /** The record as it was by the clocks of those who wrote it. */
  record_at: { request: { record: string, at_ms: number, }; reply: PastView };
  /** Two surnames that were typed into one field, particles kept: a proposal, unless `sure`. */
  split_surnames: { request: { text: string, }; reply: Surnames };
  /** Mexican municipalities by their code or by the beginning of their name, of one state (INEGI's two digits) or of
   * all; at most 8. */
  municipalities: { request: { text: string, state?: string, }; reply: Places };
  /** How a file is understood as an arrival list. Nothing is stored. CSV, XLSX, ODS; told apart by what is in it. */
  read_list: { request: { file: Uint8Array<ArrayBuffer>, answers: ListAnswers, }; reply: ListReading };
  /** Takes a list in, for all phones of the site; nobody is registered by it. Rows that are here already stay as they
   * are. A list that looks like another version of one that is here is asked about first, and nothing is taken. */
  import_list: { request: { file: Uint8Array<ArrayBuffer>, 
/**
 * What people call it.
 */
name: string, answers: ListAnswers, 
/**
 * Whether it is a newer version of a list that is here.
 */
same_list?: boolean, }; reply: ListImported };
  arrival_lists: { request: None; reply: ListLines };
  arrival_list: { request: { list: string, }; reply: ArrivalList };
  /** Registers whoever stands in a row, with what was asked besides, and says so in the list. Taking it again adds what
   * was asked. */
  take_row: { request: { list: string, place: number, person: Person, draft?: string, }; reply: RowTaken };
  /** Whoever stands in a row did not come. Taking the row later overrules it. */
  mark_absent: { request: { list: string, place: number, }; reply: None };
  /** This phone takes these rows: `1-45`, `46-90,101`, `91-`. Rejects with `rows_claimed` where another said so before. */
  claim_rows: { request: { list: string, rows: string, }; reply: None };
  /** A list for another phone, however it came to this one: a file that the code alone opens (`ListAnswers.code`), with
   * the rows that the other phone is to take. Nothing is noted until it was handed over. */
  copy_list: { request: { list: string, rows?: string, }; reply: ListCopied };
  /** The file was handed over: its rows are the other phone's. */
  leave_rows: { request: { list: string, portion: string, rows: string, }; reply: None };
  /** What the server has not acknowledged, encrypted to it: anybody may carry it. Empty when there is nothing; nothing
   * counts as sent by it. */
  export_bundles: { request: None; reply: CourierFile };
  /** A colleague's bundles to carry, which go with the next sync, or receipts that came back. What is damaged or refused
   * blocks nothing beside it. */
  take_file: { request: { file: Uint8Array<ArrayBuffer>, }; reply: FileTaken };
  /** The receipts of what this phone delivered, to hand back; empty when there are none. */
  receipts: { request: None; reply: CourierFile };
  /** Keeps a text for the page itself in the encrypted store, in place of what was under the key: drafts, settings. At
   * most 256 KiB; it never leaves this phone. */
  keep: { request: { key: string, value: string, }; reply: None };
  drop_kept: { request: { key: string, }; reply: None };
  /** What is kept under keys that begin like this, the latest first. */
  kept: { request: { prefix: string, }; reply: KeptItems };
  /** Of one record, or of all. */
  conflicts: { request: { record?: string, }; reply: ConflictList };
  /** Decides a field for one value, which need not be a candidate. Only where `may.resolve`. */
  resolve: { request: { record: string, field: string, value: Said, reason: string, }; reply: Saved };
  /** Decides many fields in one go, of one record or of several: all of them or none. */
  decide: { request: { decisions: Array<Decision>, }; reply: None };
  /** Notes that the person is to be asked about a conflict, or no longer. */
  ask: { request: { record: string, field: string, is_to_ask: boolean, }; reply: Saved };
  attention: { request: None; reply: AttentionList };
  status: { request: None; reply: StoreStatus };
}

export type ArrivalList = { list: string, 
/** Several when phones had it under several. */
names: Array<string>, 
/** That can be taken. */
rows: number, 
/** Seen, or registered. */
taken: number, absent: number, missing: number, 
/** Its rows, in their order. */
entries: Array<ListRow>, portions: Array<Portion>, };

/** One list, in short. */
export type ArrivalListLine = { 
/** The list. */
list: string, 
/** What people call it; several names when phones had it under several. */
names: Array<string>, 
/** Rows that can be taken. */
rows: number, 
/** Rows whose people were taken or are registered. */
taken: number, 
/** Rows whose people did not come. */
absent: number, 
/** The rest. */
missing: number, };

/** A change of this device that the server kept aside; nothing of it is lost. */
export type Attention = { record: string, code: string, 
/** The fields it wrote, as keys. */
fields: Array<string>, time_ms: number, outcome: "quarantined" | "set_aside" | "pending" | "written_again", 
/** A stable word; the page has texts for those it knows. */
reason: string, };

export type AttentionList = { changes: Array<Attention>, };

/** The author of a change. */
export type Author = { 
/** The person; all zeros for what this device wrote before it was enrolled. */
account: string, 
/** The device. */
device: string, 
/** The person's name as given at enrolment. */
name: string, 
/** The site whose code the device was enrolled with. */
site: string, };

/** On what grounds something is written; told if absent. */
export type Basis = "told" | "document" | "mrz" | "curp" | "observed" | "list";

export type Candidate = { value: Said, change: string, author: Author | null, 
/** By the clock of the phone that wrote it, which may be wrong. */
time_ms: number, 
/** A `Basis`, or `decided`. */
basis: string, 
/** Added by somebody who may not decide. */
claim: boolean, 
/** What the record shows until somebody decides. */
shown: boolean, 
/** It no longer stands: somebody wrote over it who did not know of another candidate. */
written_over: boolean, };

/** What a device carries for others. */
export type CarriedBundles = { 
/** Bundles that wait for a line. */
waiting: number, 
/** Bundles that the server took: their receipts can be handed back. */
delivered: number, 
/** Bundles that the server refused and will always refuse: whoever gave them is told. */
refused: number, };

export type Changes = { changes: Array<RecordChange>, };

export type Checked = { findings: Array<Finding>, proposals: Array<Proposal>, minority: Minority, };

export type Chosen = { "candidate": number } | "keep_all";

export type CodeList = { 
/** In the order people are shown them. */
codes: Array<CodeText>, 
/** Other values are right too. */
open: boolean, };

export type CodeText = { code: string, es: string, en: string, };

/** A column. */
export type Column = { 
/** Its number, from 1. */
place: number, 
/** Its header; empty where it has none. */
header: string, 
/** What its cells say; none when that is not known, and then it is not taken. */
meaning: string | null, 
/** No row says anything in it. */
is_empty: boolean, 
/** The first thing that is said in it, as typed: for whoever has to tell what it means. */
example: string, };

/** A part of a record with its own readers; `list` is no part of a record. */
export type Compartment = "core" | "contact" | "protection" | "list";

export type Conflict = { record: string, code: string, 
/** `<field>` or `<kind>/<entry>/<field>`. */
field: string, 
/** Every candidate, claims last. */
candidates: Array<Candidate>, proposal: ConflictProposal, 
/** The field can hold all of them. */
may_keep_all: boolean, 
/** Somebody is to ask the person. */
asked: boolean, };

/** What became of one conflict. */
export type ConflictChange = { 
/** The field. */
field: string, 
/** `began`, `changed` or `ended`. */
step: "began" | "changed" | "ended", };

export type ConflictList = { conflicts: Array<Conflict>, };

/** What the field's policy proposes, and why: a code of `Schema.whys`. */
export type ConflictProposal = { "choice": "candidate", place: number, why: string, } | { "choice": "keep_all", why: string, } | { "choice": "nothing", why: string, };

/** A row of one person that says something else than before. */
export type CorrectedRow = { 
/** Its number in the earlier list. */
number: number, 
/** Its place there. */
place: number, 
/** The person is registered or was marked: the list's row is left as it is, and the record is to be corrected. */
is_registered: boolean, 
/** Field, what it said, what it says now; empty where nothing is said. */
fields: Array<[string, string, string]>, };

/** Bundles or receipts to hand over; empty when there are none. */
export type CourierFile = { file: Uint8Array<ArrayBuffer>, };

/** Why a column's order is asked. */
export type DateDoubt = "either_way" | "two_orders";

/** The order of day, month and year. */
export type DateOrder = "dmy" | "mdy" | "ymd";

/** For one candidate, by its place, or for keeping all. */
export type Decision = { record: string, field: string, choice: Chosen, reason: string, };

/** What stands between the cells of a row. */
export type Delimiter = "comma" | "semicolon" | "tab" | "pipe";

/** A list on this device of which a reading is another version. */
export type EarlierList = { 
/** The list. */
list: string, 
/** What people call it. */
names: Array<string>, 
/** Somebody said before that this very file is that list. */
is_said: boolean, 
/** Rows that say the same. */
same: number, 
/** Rows of one person that say something else. */
corrected: Array<CorrectedRow>, 
/** Rows that the earlier list does not have, by their numbers in the new one. */
new: Array<number>, 
/** Rows of the earlier list that the new one does not have, by their numbers in the earlier one. */
gone: Array<number>, 
/** Rows of people who were erased here, by their numbers in the new one: they are not taken again. */
erased: Array<number>, };

/** An encoding that lists come in. */
export type Encoding = "utf8" | "utf16le" | "utf16be" | "windows1252" | "macintosh" | "cp850";

export type EntryKind = { id: string, compartment: Compartment, label: Words, fields: Array<Field>, };

export type EntryView = { entry: string, fields: { [key in string]: Said }, };

export type Families = { households: Array<Household>, };

export type Field = { id: string, type: FieldType, shape: FieldShape, 
/** A list of `Schema.code_lists`. */
codes: string | null, unit: string | null, 
/** From 0 to 4. */
sensitivity: number, compartment: Compartment, asked: FormStage, required: Required, merge: MergePolicy, label: Words, };

/** What was done to a field. */
export type FieldAction = "put" | "cleared" | "added" | "removed" | "claimed" | "unclaimed";

export type FieldChange = { 
/** `<field>` or `<kind>/<entry>/<field>`. */
field: string, act: FieldAction, 
/** Of a set the member; null when it was cleared. */
value: Said | null, 
/** The values that gave way. */
replaced: Array<ReplacedValue>, };

export type FieldShape = "single" | "set";

export type FieldType = "text" | "code" | "number" | "date" | "deadline" | "moment" | "country" | "phone" | "curp" | "record_code" | "site" | "municipality" | "mrz" | "attachment";

export type FieldView = { 
/** What is shown. */
value: Said, 
/** Other values where documents of one kind differ. */
others: Array<Said>, 
/** There are concurrent values: see `conflicts`. */
conflict: boolean, };

/** What a courier's file brought. */
export type FileTaken = { 
/** Bundles that this phone carries from now on. */
carried: number, 
/** Bundles that it carried before. */
known: number, 
/** Receipts that were this phone's, or are kept for whoever gave the bundle. */
receipts: number, 
/** What they say of this phone's own segments that was not known to be on the server. */
acknowledged: number, 
/** Pieces that came damaged, or are of another program; ask for another copy. */
damaged: number, 
/** Why something in it was not taken. */
refused: StoreFailureCode | null, };

/** What is odd about a value. */
export type Finding = { 
/** `<field>` or `<kind>/<entry>/<field>`. */
field: string, 
/** Of `Schema.findings`. */
code: string, };

export type FormStage = "gate" | "intake" | "interview" | "follow_up" | "system";

export type Grant = { site: string, site_name: string, role: Role, };

export type Household = { 
/** The ids that are one; the first names it. */
ids: Array<string>, 
/** By name. */
members: Array<HouseholdMember>, };

export type HouseholdMember = { person: PersonLine, 
/** A code of `household.role`; empty when nobody said. */
role: string, 
/** Others name another household for them, or none. */
disputed: boolean, };

/** Something the app keeps. */
export type Kept = { 
/** The app's name for it. */
key: string, 
/** Its text; the app knows the form. */
value: string, 
/** When it was kept, in ms since 1970 by this device's clock. */
time_ms: number, };

export type KeptItems = { kept: Array<Kept>, };

/** Why a line is not taken. */
export type LineFault = "cells" | "torn" | "no_name" | "too_long" | "closing" | "heading" | "explanation" | "other_table" | "hidden" | "formula" | "above";

/** What somebody says about a file where it does not say it itself. */
export type ListAnswers = { encoding?: string, 
/** `comma`, `semicolon`, `tab`, `pipe`, as `ListReading.source` has it. */
delimiter?: string, sheet?: string, 
/** The line that names the columns; 0 for none. */
header_row?: number, 
/** How many lines name the columns, one below the other. */
header_rows?: number, 
/** Columns by header or number, and what they say: a field's id, or a word of `ListMeaning`. */
columns?: Array<[string, string]>, 
/** Spellings of the sex and their codes. */
sex_codes?: Array<[string, string]>, date_order?: DateOrder, 
/** Whether a sheet turned day and month of what it took for dates. */
dates_swapped?: boolean, name_order?: NameOrder, 
/** Whether rows that the sheet hides are people of the list. */
hidden_rows?: boolean, 
/** Whether rows with a name alone are people; headings, if not. */
lone_rows?: boolean, 
/** What opens a list that another phone handed over. */
code?: string, };

/** A list for another phone. */
export type ListCopied = { file: Uint8Array<ArrayBuffer>, 
/** What alone opens the file. */
code: string, 
/** For `leave_rows`; null where no rows are left to the other phone. */
portion: string | null, };

/** A line that is not taken. */
export type ListFault = { line: number, fault: LineFault, 
/** How many cells there are, of `cells`. */
found: number | null, 
/** How many cells the header has, of `cells`. */
expected: number | null, };

/** What became of a file that was to be taken in. */
export type ListImported = ListTaken | { earlier: EarlierList, };

export type ListLines = { lists: Array<ArrivalListLine>, };

/** What a person should know of a list that was read. */
export type ListNotice = { "notice": "other_encoding", 
/** How many. */
lines: number, } | { "notice": "numbers_unusable" } | { "notice": "names_unsure", 
/** How many. */
rows: number, } | { "notice": "dates_unread", 
/** How many. */
cells: number, } | { "notice": "header_again", 
/** How often. */
times: number, } | { "notice": "hidden_sheets", 
/** Their names. */
sheets: Array<string>, } | { "notice": "hidden_rows", 
/** How many. */
rows: number, } | { "notice": "hidden_columns", 
/** Their headers. */
columns: Array<string>, } | { "notice": "formulas_empty", 
/** How many cells. */
cells: number, } | { "notice": "error_cells", 
/** How many. */
cells: number, } | { "notice": "columns_left", 
/** Their headers or numbers. */
columns: Array<string>, } | { "notice": "letters_lost", 
/** How many cells. */
cells: number, } | { "notice": "sex_unclear", 
/** How many rows. */
rows: number, } | { "notice": "families", 
/** How many. */
families: number, };

/** What only a person can tell; [`Answers`] has the place for each answer. */
export type ListQuestion = { "question": "delimiter", 
/** Which. */
candidates: Array<Delimiter>, } | { "question": "sheet", 
/** Their names. */
sheets: Array<string>, } | { "question": "column_twice", 
/** What. */
meaning: string, 
/** Their headers. */
columns: Array<string>, } | { "question": "no_name" } | { "question": "header_rows", 
/** Its line. */
line: number, } | { "question": "name_columns", 
/** Their headers or numbers. */
columns: Array<string>, } | { "question": "hidden_rows", 
/** How many. */
rows: number, } | { "question": "lone_rows", 
/** Their lines. */
lines: Array<number>, } | { "question": "sex_marks", 
/** Their headers. */
columns: Array<string>, 
/** Some of what they hold. */
signs: Array<string>, } | { "question": "sex_codes", 
/** As typed. */
signs: Array<string>, } | { "question": "date_order", 
/** The column's header. */
column: string, 
/** Why nobody can tell. */
doubt: DateDoubt, } | { "question": "dates_swapped", 
/** The column's header. */
column: string, } | { "question": "name_order", 
/** The column's header. */
column: string, };

export type ListReading = { 
/** The list is named by what is in it, whatever file it came in. */
list: string, source: ListSource, 
/** The line that names the columns. */
header_row: number | null, columns: Array<Column>, sex_codes: Array<[string, string]>, date_order: DateOrder | null, name_order: NameOrder | null, 
/** How many can be taken. */
rows: number, faults: Array<ListFault>, notices: Array<ListNotice>, 
/** While there are any, the list cannot be taken. */
questions: Array<ListQuestion>, 
/** The first rows as they would be taken. */
first: Array<PreviewRow>, 
/** Of a list that another phone handed over: what it is called there. */
name: string | null, 
/** And the rows that are left to this phone. */
rows_left: string | null, };

export type ListRow = { place: number, 
/** As printed. */
number: number, state: RowState, 
/** Who took it or noted the absence. */
by: string | null, 
/** When, a moment by that phone's clock. */
at: string | null, 
/** Phones say different things of it. */
is_contested: boolean, record: string, code: string, 
/** What the list says. */
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
/** The site whose list it is there. */
site: string, };

/** Rows that this phone did not have, and that it had. */
export type ListTaken = { list: string, new: number, known: number, };

/** Who uses the open store, as far as a server told. */
export type Me = { device: string, enrolled: boolean, 
/** The name given at enrolment, as it stands beside what this person writes. */
name: string | null, server: string | null, 
/** The server does not take anything from this device any more; what is here is not lost. */
revoked: boolean, 
/** The server was restored from a backup older than this enrolment: a new code makes the device known again. */
is_unknown: boolean, grants: Array<Grant>, 
/** At any of the sites, by any of the roles. Before enrolment: write everything, decide nothing. */
may: RightsByCompartment, };

export type MergePolicy = "auto_latest" | "admin_review" | "keep_all" | "safer_wins";

/** Whether somebody is a minor. */
export type Minority = "adult" | "possible" | "unsaid";

/** Why there is no value. */
export type MissingReason = "not_asked" | "unknown" | "refused" | "not_applicable";

/** Which part of a name stands first in its cell. */
export type NameOrder = "surname_first" | "given_first";

/** A field's value, or the members of a set. */
export type OneOrMany = Array<string> | Said;

/** What a record says, now or at an earlier time. */
export type PastView = { fields: { [key in string]: FieldView }, sets: { [key in string]: Array<string> }, 
/** By kind. */
entries: { [key in string]: Array<EntryView> }, findings: Array<Finding>, };

/** Lines of a list. */
export type People = { people: Array<PersonLine>, };

/** A page of everybody. */
export type PeoplePage = { people: Array<PersonLine>, total: number, };

/** Somebody who is registered. */
export type Person = { fields: Values, basis?: Basis, };

export type PersonLine = { record: string, code: string, given: string, surname1: string, surname2: string, 
/** A code of the field table. */
sex: string, 
/** A code of the field table. */
status: string, 
/** How many of its fields have concurrent values. */
conflicts: number, state: RecordState, };

/** A municipality by INEGI's five digits. */
export type Place = { code: string, name: string, 
/** Two digits. */
state: string, };

/** Municipalities that are meant. */
export type Places = { places: Array<Place>, };

/** What one phone takes of a list. */
export type Portion = { 
/** Its rows, by their numbers. */
rows: string, 
/** Whoever held the phone; empty where it was left to a phone that is not known yet. */
by: string, 
/** It is this phone. */
is_own: boolean, };

export type PreviewRow = { number: number, line: number, fields: Values, note: string | null, };

/** What a CURP or a machine-readable zone says beside being one; propose it, never fill it in unasked. */
export type Proposal = { field: string, value: string, basis: Basis, };

/** A change of a record. */
export type RecordChange = { change: string, 
/** Which part of the record. */
kind: string, author: Author | null, 
/** By the clock of the phone that wrote it, which may be wrong. */
told_ms: number, 
/** Not after this, by this phone's clock: the server had it then. Null while that is not so. */
proven_by_ms: number | null, 
/** A `Basis`, or `decided`. */
basis: string, 
/** Why it was decided so. */
reason: string | null, edits: Array<FieldChange>, conflicts: Array<ConflictChange>, standing: Standing, 
/** Of `quarantined` and `set_aside`, a stable word. */
why: string | null, };

/** Where the changes of a record are that were made on this device. */
export type RecordState = { "state": "saved_here" } | { "state": "on_server", 
/** The index of the leaf. */
receipt: number | null, } | { "state": "needs_attention" };

export type RecordView = { record: string, 
/** Empty where its core is not here. */
code: string, state: RecordState, 
/** What this person may do to this record. */
may: RightsByCompartment, fields: { [key in string]: FieldView }, sets: { [key in string]: Array<string> }, 
/** By kind. */
entries: { [key in string]: Array<EntryView> }, findings: Array<Finding>, };

export type ReplacedValue = { value: Said, author: Author | null, };

export type Required = "required" | "conditional" | "optional";

/** What somebody may do to a compartment. */
export type Rights = { read: boolean, write: boolean, resolve: boolean, move_home: boolean, };

/** Of every compartment. */
export type RightsByCompartment = { [key in Compartment]: Rights };

/** What somebody is at a site. */
export type Role = "volunteer" | "case-worker" | "shelter-admin" | "auditor" | "administrator";

/** What became of a row. */
export type RowState = "taken" | "registered" | "absent" | "missing";

/** Whoever stood in a row. */
export type RowTaken = { record: string, code: string, state: RecordState, is_new: boolean, };

/** A value as typed, or why there is none. */
export type Said = string | { missing: MissingReason, };

/** What was written, and where it is. */
export type Saved = { record: string, 
/** To say, to write down, to print as a QR. */
code: string, state: RecordState, };

/** An entry that was added. */
export type SavedEntry = { record: string, code: string, state: RecordState, entry: string, };

/** Everything a form derives from; the same for all people, and there before a store is open. */
export type Schema = { 
/** In the order of a form. */
fields: Array<Field>, entry_kinds: Array<EntryKind>, code_lists: { [key in string]: CodeList }, 
/** Texts by `Finding.code`. */
findings: { [key in string]: Words }, 
/** Texts by `ConflictProposal.why`. */
whys: { [key in string]: Words }, };

/** What the server says of a site. */
export type Site = { site: string, name: string, 
/** Of the IANA database; null where nobody has said it. */
zone: string | null, 
/** Whom to call for a child, as dialled; the first to try in front. */
dif_phones: Array<string>, attorney_phones: Array<string>, 
/** A closed one is shown where it was recorded, and not offered. */
open: boolean, };

export type Sites = { 
/** By name. */
all: Array<Site>, 
/** Where the people belong who are registered on this phone. */
here: string | null, 
/** This phone's clock may be right. */
clock_believed: boolean, };

/** Where a change stands. */
export type Standing = "stands" | "saved_here" | "pending" | "quarantined" | "set_aside" | "written_again";

/** What the app should do. */
export type StoreAdvice = "correct" | "unlock" | "enrol" | "try_later" | "free_space" | "update" | "put_aside" | "report";

/** Why a call of the store did nothing, in one word. */
export type StoreFailureCode = "no_such_holder" | "wrong_secret" | "damaged_vault" | "no_files" | "no_entropy" | "no_such_record" | "no_such_field" | "no_conflict" | "holds_one" | "no_such_list" | "no_such_row" | "rows_claimed" | "copy_not_opened" | "list_questions" | "list_too_long" | "list_too_many_rows" | "list_too_many_columns" | "list_empty" | "list_protected" | "list_old_format" | "list_not_a_list" | "list_damaged" | "list_no_header" | "list_no_such_column" | "list_no_such_sheet" | "not_allowed" | "value_too_long" | "document_full" | "not_enrolled" | "already_enrolled" | "code_refused" | "unknown_device" | "refused" | "courier_no_keys" | "courier_not_a_bundle" | "courier_other_server" | "courier_full" | "receipt_not_signed" | "receipt_not_mine" | "receipt_outlived" | "storage_full" | "store_too_new" | "damaged_store" | "store" | "request";

/** Why a call did nothing. Act on `advice`; look texts for people up by `code`. Holds no value of a person. */
export type StoreFailureMessage = { code: StoreFailureCode, advice: StoreAdvice, 
/** For whoever reports a defect; in English. */
reason: string, 
/** The field that is wrong, when it is one. */
field: string | null, };

/** How the store stands; what only the Worker knows of syncing is beside it. */
export type StoreStatus = { records: number, 
/** Changes of this device that are not on the server yet. */
waiting: number, 
/** Changes of this device that the server keeps aside, or left out for good. */
needs_attention: number, 
/** Changes of this device that wait at the server for others. */
pending: number, conflicts: number, 
/** What came and could not be used; it is kept. */
pages_aside: number, last_contact_ms: number | null, 
/** Of colleagues. */
carried: CarriedBundles, };

/** Two surnames that were typed into one field. */
export type Surnames = { surname1: string, surname2: string, 
/** There is no other way to read them. */
sure: boolean, };

/** Something to carry out. */
export type SyncEffect = { "effect": "send_exchange", body: Uint8Array<ArrayBuffer>, } | { "effect": "pause", for_ms: number, } | { "effect": "try_page", page: number, batch: Uint8Array<ArrayBuffer>, } | { "effect": "take_in" } | { "effect": "show_progress", rows_left: number, } | { "effect": "finish", stop: SyncStop, 
/** What the server or the store had against it. */
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
/** Of these, those that the server acknowledged, with what earlier syncs had left in segments. What it made
 * of them its verdicts say. */
changes_acknowledged: number, 
/** Whole documents that came. */
documents_received: number, 
/** Single changes that came. */
changes_received: number, 
/** Own changes that the server put into quarantine. */
quarantined: number, 
/** Own changes that wait at the server for others. */
pending: number, 
/** Edits that were written again after a quarantine or for a new install. */
written_again: number, 
/** Documents that left this device. */
purged: number, 
/** Rows that came and could not be used; they are kept. */
unusable: number, };

/** Why a sync ended. */
export type SyncStop = "done" | "revoked" | "not_enrolled" | "line_broke" | "refused" | "damaged";

/** Values by field id; the members of a set in a list. */
export type Values = { [key in string]: OneOrMany };

export type Words = { es: string, en: string, };
