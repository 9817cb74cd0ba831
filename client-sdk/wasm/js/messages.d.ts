// What travels between the page and the Worker of the store. The one contract of the browser's SDK.
//
// A call resolves once what it did is on this device's disk, or rejects with a `Failure` and has done
// nothing. Names of fields, codes and kinds are those of the field table (`schema`); words for people
// that belong to the table come with it, all others are the page's. Times are ms since 1970 by this
// phone's clock, which may be wrong.

/** Why a call did nothing. Act on `advice`; look texts for people up by `code`. Holds no value of a person. */
export interface Failure {
  code: FailureCode;
  advice: Advice;
  /** For whoever reports a defect; in English. */
  reason: string;
  /** The field that is wrong, when it is one. */
  field?: string;
}

export type FailureCode =
  // before a store is open
  | "open_elsewhere" // another tab of this browser holds the store
  | "not_open" // `open` or `create` comes first
  | "no_such_holder"
  | "last_key" // without it nobody could open the store any more
  | "wrong_secret"
  | "secret_too_short" // see SECRET_LENGTHS
  | "damaged_vault" // the key beside the store cannot be read, or is gone
  | "no_files" // no OPFS: a private window, an old browser, no secure context
  | "no_entropy"
  // writing and reading
  | "no_such_record"
  | "no_such_field"
  | "no_conflict"
  | "holds_one" // the field cannot keep several values
  | "no_such_list" // no list on this device is meant
  | "no_such_row" // the list has no such row
  | "rows_claimed" // another phone takes some of these rows
  | "copy_not_opened" // the code is another file's, or the file came damaged
  | "list_questions" // the list leaves questions open
  | "list_too_long"
  | "list_too_many_rows"
  | "list_too_many_columns"
  | "list_empty"
  | "list_protected" // a workbook with a password
  | "list_old_format" // .xls, .xlsb: save it as XLSX, ODS or CSV
  | "list_not_a_list"
  | "list_damaged"
  | "list_no_header" // no line names the columns: `ListAnswers.header_row`
  | "list_no_such_column"
  | "list_no_such_sheet"
  | "not_allowed" // the person's role does not allow this
  | "value_too_long"
  | "document_full"
  // enrolment and sync
  | "not_enrolled"
  | "already_enrolled"
  | "no_invitation" // the text is no one-time code and no link with one
  | "other_server" // the link is of another server than the one this app came from
  | "unreachable" // no network, or the line broke
  | "not_puente" // something else answered, such as the sign-in page of a hotel's network
  | "code_refused" // the one-time code is wrong, used or too old
  | "unknown_device" // the server was restored and does not know this device: join again with a new code
  | "refused" // the server refused for another reason
  // couriers
  | "courier_no_keys" // sync once: then the server's keys are here
  | "courier_not_a_bundle" // neither a bundle nor a receipt
  | "courier_other_server"
  | "courier_full" // this phone carries as much as it may: sync first
  | "receipt_not_signed" // by this phone's server
  | "receipt_not_mine"
  | "receipt_outlived" // the server was restored since
  // the rest
  | "storage_full"
  | "store_too_new"
  | "damaged_store"
  | "store" // the store failed otherwise
  | "request" // the call has not the shape of this file
  | "defect"; // the Worker broke; start a new client

/** What the app should do. */
export type Advice =
  | "correct" // ask the person to correct what they gave
  | "unlock" // ask for the secret
  | "enrol" // enrol, or ask an administrator
  | "try_later" // nothing was lost
  | "close_other_tab"
  | "free_space"
  | "update" // reload the app with a network
  | "put_aside" // never delete; ask for help
  | "report";

import type { ArrivalList, ArrivalListLine, EarlierList, FileTaken, ListAnswers, ListReading, ListTaken, ListTaking } from "./lists.d.ts";
import type {
  Attention,
  Basis,
  Checked,
  Conflict,
  Decision,
  Household,
  PastView,
  Person,
  PersonLine,
  Place,
  RecordChange,
  RecordView,
  Said,
  Saved,
  Values,
} from "./records.d.ts";
import type { Compartment, Schema } from "./schema.d.ts";
import type { Grant, Sites } from "./sites.d.ts";
import type { Sync, SyncEnd } from "./sync.d.ts";

export type * from "./lists.d.ts";
export type * from "./records.d.ts";
export type * from "./schema.d.ts";
export type * from "./sites.d.ts";
export type * from "./sync.d.ts";

// ───────────────────────────── who holds this phone ─────────────────────────────

export type SecretKind = "passphrase" | "pin";

/** Characters a secret has at least. A PIN of digits protects against a glance, not against who took the phone. */
export type SecretLengths = { passphrase: 10; pin: 6 };

/**
 * Somebody with a key to a store on this phone. Where one person uses a phone, it names nobody while it is
 * locked; where several do, each by one word, or one would try the key of another. People who share a store see the same records, each by their own rights, and write in
 * their own name; people of different stores see what the other registered after both have synced.
 */
export interface Holder {
  holder: string; // "1", "2", …
  /** Which store; people of one store name the same. */
  store: string;
  secret_kind: SecretKind;
  /** The first word of the name that colleagues know; empty where it is not known outside the store. */
  name: string;
}

/** One of the people of the open store. */
export interface NamedHolder {
  holder: string;
  /** As given at enrolment; empty before it. */
  name: string;
  is_here: boolean;
}

export interface Start {
  holders: Holder[];
  /** Whose store is open in this tab. */
  open: string | null;
}

/** Who uses the open store, as far as a server told. */
export interface Me {
  device: string;
  enrolled: boolean;
  /** The name given at enrolment, as it stands beside what this person writes. */
  name: string | null;
  server: string | null;
  /** The server does not take anything from this device any more; what is here is not lost. */
  revoked: boolean;
  /** The server was restored from a backup older than this enrolment: a new code makes the device known again. */
  is_unknown: boolean;
  grants: Grant[];
  /** At any of the sites, by any of the roles. Before enrolment: write everything, decide nothing. */
  may: Record<Compartment, { read: boolean; write: boolean; resolve: boolean; move_home: boolean }>;
}

// ───────────────────────────── sync and storage ─────────────────────────────

export interface StoreStatus {
  records: number;
  /** Changes of this device that are not on the server yet. */
  waiting: number;
  /** Changes of this device that the server keeps aside, or left out for good. */
  needs_attention: number;
  /** Changes of this device that wait at the server for others. */
  pending: number;
  conflicts: number;
  /** What came and could not be used; it is kept. */
  pages_aside: number;
  last_contact_ms: number | null;
  /** Bundles of colleagues: not delivered yet, delivered, and refused by the server for good. */
  carried: { waiting: number; delivered: number; refused: number };
  sync: Sync;
}

/** Something the page keeps for itself. */
export interface Kept {
  key: string;
  value: string;
  time_ms: number;
}

/** Of the browser's storage for this app. */
export interface Storage {
  /** The browser promised not to clear it by itself. */
  persisted: boolean;
  usage_bytes: number | null;
  quota_bytes: number | null;
}

// ───────────────────────────── the calls ─────────────────────────────

type None = Record<string, never>;

/** What goes in, what comes out. */
export interface Calls {
  /** Takes this phone's stores for this tab. Rejects with `open_elsewhere` where another tab has them. */
  start: { request: None; reply: Start };
  /** Makes a store for somebody new and opens it. The secret cannot be recovered by anybody. */
  create: { request: { secret: string; secret_kind: SecretKind }; reply: { holder: string } };
  open: { request: { holder: string; secret: string }; reply: None };
  // Locking is `StoreClient.lock`: it ends the Worker, and with it everything that was in memory.

  /** May be called before a store is open. */
  schema: { request: None; reply: Schema };
  me: { request: None; reply: Me };

  /** The one-time code in what was scanned or pasted: a link, or the code alone. Needs no store. */
  read_invitation: { request: { text: string }; reply: { code: string } };
  /** Joins the server this app came from; people registered before are sent with the next sync. Both screens show the same six digits. */
  enrol: { request: { code: string; name: string }; reply: { six_digits: string; me: Me } };

  /** The people of the open store. */
  holders: { request: None; reply: { holders: NamedHolder[] } };
  /**
   * Gives somebody else a key to the open store and joins them to its server by their own code. Whoever is
   * signed in stays so. Needs the network; everything afterwards does not.
   */
  add_holder: {
    request: { secret: string; secret_kind: SecretKind; code: string; name: string };
    reply: { holder: string; six_digits: string };
  };
  /** Takes somebody's key to the open store from this phone. What they wrote stays, and is sent in their name. */
  forget_holder: { request: { holder: string }; reply: None };

  /** Registers a person, into the family of another if one is named; `draft`, a key of `keep`, is dropped in the same transaction. */
  register: { request: { person: Person; draft?: string; family_of?: string }; reply: Saved };
  /** Gives fields values, or sets more members. A field in conflict gets another candidate unless the role may decide. */
  set: { request: { record: string; fields: Values; basis?: Basis }; reply: Saved };
  /** Takes a value away, or one member of a set. */
  clear: { request: { record: string; field: string; member?: string }; reply: Saved };
  add_entry: {
    request: { record: string; kind: string; fields: Record<string, string> };
    reply: Saved & { entry: string };
  };

  /** What is odd about values as typed so far, and what they and a machine-readable zone imply. Nothing is stored. */
  check: { request: { fields: Values; mrz?: string }; reply: Checked };
  /** What the server has told of its sites; empty before enrolment. */
  sites: { request: None; reply: Sites };
  /** A record by its id, or by its code as people say or scan it. */
  record: { request: { record: string }; reply: RecordView };
  /** The people whose names begin or sound like every word of `text`, at most 50. */
  find: { request: { text: string }; reply: { people: PersonLine[] } };
  /** Who is already here under a like name, at most 5, the likeliest first. */
  alike: {
    request: { given: string; surname1: string; surname2: string };
    reply: { people: PersonLine[] };
  };
  /** Everybody, by name; `after` is the record that the page before ended with. */
  list: {
    request: { after?: string; limit: number };
    reply: { people: PersonLine[]; total: number };
  };
  /** The people whom this phone wrote about last, the latest first. */
  latest: { request: { limit: number }; reply: { people: PersonLine[] } };
  /** The household of a record, as far as its members are here: none, one, or several while that is disputed. */
  households: { request: { record: string }; reply: { households: Household[] } };
  /** One tap: begins a household, brings one into the other's, or says that two are one. */
  same_family: { request: { one: string; other: string }; reply: None };
  /** Takes people out of their household; several together are a household of their own then. */
  leave_household: { request: { records: string[] }; reply: None };
  /** Every change that this person may see, oldest first; of one field, when one is named. */
  history: { request: { record: string; field?: string }; reply: { changes: RecordChange[] } };
  /** The record as it was by the clocks of those who wrote it. */
  record_at: { request: { record: string; at_ms: number }; reply: PastView };

  /** Two surnames that were typed into one field, particles kept: a proposal, unless `sure`. */
  split_surnames: { request: { text: string }; reply: { surname1: string; surname2: string; sure: boolean } };
  /** Mexican municipalities by the beginning of their name, of one state (INEGI's two digits) or of all; at most 8. */
  municipalities: { request: { text: string; state?: string }; reply: { places: Place[] } };

  /** How a file is understood as an arrival list. Nothing is stored. CSV, XLSX, ODS; told apart by what is in it. */
  read_list: { request: { file: Uint8Array; answers: ListAnswers }; reply: ListReading };
  /** Takes a list in, for all phones of the site; nobody is registered by it. Rows that are here already stay as they
   *  are. A list that looks like another version of one that is here is asked about first, and nothing is taken. */
  import_list: { request: ListTaking; reply: ListTaken | { earlier: EarlierList } };
  arrival_lists: { request: None; reply: { lists: ArrivalListLine[] } };
  arrival_list: { request: { list: string }; reply: ArrivalList };
  /** Registers whoever stands in a row, with what was asked besides, and says so in the list. Taking it again adds what was asked. */
  take_row: {
    request: { list: string; place: number; person: Person; draft?: string };
    reply: Saved & { is_new: boolean };
  };
  /** Whoever stands in a row did not come. Taking the row later overrules it. */
  mark_absent: { request: { list: string; place: number }; reply: None };
  /** This phone takes these rows: `1-45`, `46-90,101`, `91-`. Rejects with `rows_claimed` where another said so before. */
  claim_rows: { request: { list: string; rows: string }; reply: None };
  /** A list for another phone, however it came to this one: a file that the code alone opens (`ListAnswers.code`), with
   *  the rows that the other phone is to take. Nothing is noted until it was handed over. */
  copy_list: {
    request: { list: string; rows?: string };
    reply: { file: Uint8Array; code: string; portion: string | null };
  };
  /** The file was handed over: its rows are the other phone's. */
  leave_rows: { request: { list: string; portion: string; rows: string }; reply: None };

  /** What the server has not acknowledged, encrypted to it: anybody may carry it. Empty when there is nothing; nothing counts as sent by it. */
  export_bundles: { request: None; reply: { file: Uint8Array } };
  /** A colleague's bundles to carry, which go with the next sync, or receipts that came back. */
  take_file: { request: { file: Uint8Array }; reply: FileTaken };
  /** The receipts of what this phone delivered, to hand back. */
  receipts: { request: None; reply: { file: Uint8Array } };

  /**
   * Keeps a text for the page itself in the encrypted store, in place of what was under the key: drafts,
   * settings. At most 256 KiB; it never leaves this phone.
   */
  keep: { request: { key: string; value: string }; reply: None };
  drop_kept: { request: { key: string }; reply: None };
  /** What is kept under keys that begin like this, the latest first. */
  kept: { request: { prefix: string }; reply: { kept: Kept[] } };

  /** Of one record, or of all. */
  conflicts: { request: { record?: string }; reply: { conflicts: Conflict[] } };
  /** Decides a field for one value, which need not be a candidate. Only where `may.resolve`. */
  resolve: {
    request: { record: string; field: string; value: Said; reason: string };
    reply: Saved;
  };
  /** Decides many fields in one go, of one record or of several: all of them or none. */
  decide: { request: { decisions: Decision[] }; reply: None };
  /** Notes that the person is to be asked about a conflict, or no longer. */
  ask: { request: { record: string; field: string; is_to_ask: boolean }; reply: Saved };
  attention: { request: None; reply: { changes: Attention[] } };

  status: { request: None; reply: StoreStatus };
  /** Syncs now. Resolves when it ends, however it ends; `SyncNotice` tells how far it is. */
  sync: { request: None; reply: SyncEnd };
  /** Ends a sync in progress. What arrived stays. */
  stop_sync: { request: None; reply: None };
  /** Whether to sync by itself; on for every store that is opened. */
  sync_automatically: { request: { automatic: boolean }; reply: None };

  /** Has foreign changes judged, as a sync does; for tests. */
  trial: { request: { batch: Uint8Array }; reply: TrialResult };
}

/** What became of foreign changes: the outcomes of this build, or how the trial Worker ended. */
export type TrialResult =
  | { outcomes: Uint8Array }
  | { ended: "malformed" | "trapped" | "too_slow" };

// ───────────────────────────── what the Worker says unasked ─────────────────────────────

export type Notice =
  /** Where syncing is. */
  | { notice: "sync"; sync: Sync }
  /** Records changed, here or by a sync: what is shown may be stale. */
  | { notice: "changed" }
  /** The Worker broke. What was saved is saved; start a new client and unlock again. */
  | { notice: "ended"; failure: Failure };

export type Request = {
  [Name in keyof Calls]: { id: number; call: Name; request: Calls[Name]["request"] };
}[keyof Calls];

export type Reply =
  | ({ id: number } & ({ ok: Calls[keyof Calls]["reply"] } | { failure: Failure }))
  | Notice;
