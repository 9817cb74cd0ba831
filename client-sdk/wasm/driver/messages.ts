// What travels between the page and the Worker of the store. `contract.ts` has what Rust reads and answers; this is what
// the Worker adds to it, and all of it is the browser's SDK.
//
// A call resolves once what it did is on this device's disk, or rejects with a `Failure` and has done nothing. Words for
// people that belong to the field table come with `schema`, all others are the page's.

import type {
  Me,
  None,
  Schema,
  StoreAdvice,
  StoreCalls,
  StoreFailureCode,
  StoreFailureMessage,
  StoreStatus,
  SyncReport,
  SyncStop,
} from "./contract.ts";

export type * from "./contract.ts";

/** Why a call did nothing. Act on `advice`; look texts for people up by `code`. Holds no value of a person. */
export interface Failure extends Omit<StoreFailureMessage, "code" | "advice" | "field"> {
  code: FailureCode;
  advice: Advice;
  /** The field that is wrong, when it is one. */
  field?: string | null;
}

export type FailureCode =
  | StoreFailureCode
  // before a store is open
  | "open_elsewhere" // another tab of this browser holds the store
  | "not_open" // `open` or `create` comes first
  | "last_key" // without it nobody could open the store any more
  | "secret_too_short" // see SecretLengths
  // enrolment and sync
  | "no_invitation" // the text is no one-time code and no link with one
  | "other_server" // the link is of another server than the one this app came from
  | "unreachable" // no network, or the line broke
  | "not_puente" // something else answered, such as the sign-in page of a hotel's network
  | "defect"; // the Worker broke; start a new client

export type Advice = StoreAdvice | "close_other_tab";

// ───────────────────────────── who holds this phone ─────────────────────────────

export type SecretKind = "passphrase" | "pin";

/** Characters a secret has at least. A PIN of digits protects against a glance, not against who took the phone. */
export type SecretLengths = { passphrase: 10; pin: 6 };

/**
 * Somebody with a key to a store on this phone. Where one person uses a phone, it names nobody while it is locked; where
 * several do, each by one word, or one would try the key of another. People who share a store see the same records, each
 * by their own rights, and write in their own name; people of different stores see what the other registered after both
 * have synced.
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

// ───────────────────────────── sync and storage ─────────────────────────────

export interface SyncEnd {
  /** `stopped`: somebody asked to; everything that arrived stays. */
  stop: SyncStop | "stopped";
  /** What was wrong with the line or at the server, when something was. */
  failure: Failure | null;
  report: SyncReport;
  ended_ms: number;
}

/** What syncing is doing now. */
export type SyncPhase =
  | { phase: "idle" }
  | { phase: "running"; round_trips: number; bytes_up: number; bytes_down: number; rows_left: number }
  /** The line broke or the server is busy; it goes on by itself then. */
  | { phase: "waiting"; until_ms: number };

export interface Syncing {
  now: SyncPhase;
  /** Syncs by itself: after a save, when the server says that there is something, when the network is back. */
  automatic: boolean;
  last: SyncEnd | null;
}

/** How the store and its syncing stand. */
export interface Status extends StoreStatus {
  sync: Syncing;
}

/** Of the browser's storage for this app. */
export interface Storage {
  /** The browser promised not to clear it by itself. */
  persisted: boolean;
  usage_bytes: number | null;
  quota_bytes: number | null;
}

// ───────────────────────────── the calls ─────────────────────────────

/** Calls that need no open store, or that the Worker has a part in. */
export interface WorkerCalls {
  /** Takes this phone's stores for this tab. Rejects with `open_elsewhere` where another tab has them. */
  start: { request: None; reply: Start };
  /** Makes a store for somebody new and opens it. The secret cannot be recovered by anybody. */
  create: { request: { secret: string; secret_kind: SecretKind }; reply: { holder: string } };
  open: { request: { holder: string; secret: string }; reply: None };
  /** Closes the store. `StoreClient.lock` ends the Worker too, and with it everything that was in memory. */
  lock: { request: None; reply: None };

  /** May be called before a store is open. */
  schema: { request: None; reply: Schema };

  /** The one-time code in what was scanned or pasted: a link, or the code alone. Needs no store. */
  read_invitation: { request: { text: string }; reply: { code: string } };
  /**
   * Joins the server this app came from; people registered before are sent with the next sync. Both screens show the same
   * six digits.
   */
  enrol: { request: { code: string; name: string }; reply: { six_digits: string; me: Me } };

  /** The people of the open store. */
  holders: { request: None; reply: { holders: NamedHolder[] } };
  /**
   * Gives somebody else a key to the open store and joins them to its server by their own code. Whoever is signed in stays
   * so. Needs the network; everything afterwards does not.
   */
  add_holder: {
    request: { secret: string; secret_kind: SecretKind; code: string; name: string };
    reply: { holder: string; six_digits: string };
  };
  /** Takes somebody's key to the open store from this phone. What they wrote stays, and is sent in their name. */
  forget_holder: { request: { holder: string }; reply: None };

  status: { request: None; reply: Status };
  /** Syncs now. Resolves when it ends, however it ends; `Notice` tells how far it is. */
  sync: { request: None; reply: SyncEnd };
  /** Ends a sync in progress. What arrived stays. */
  stop_sync: { request: None; reply: None };
  /** Whether to sync by itself; on for every store that is opened. */
  sync_automatically: { request: { automatic: boolean }; reply: None };

  /** Has foreign changes judged, as a sync does; for tests. */
  trial: { request: { batch: Uint8Array<ArrayBuffer> }; reply: TrialResult };
}

/** What goes in, what comes out. */
export type Calls = Omit<StoreCalls, keyof WorkerCalls> & WorkerCalls;

/** What became of foreign changes: the outcomes of this build, or how the trial Worker ended. */
export type TrialResult =
  | { outcomes: Uint8Array<ArrayBuffer>; ended?: undefined }
  | { ended: "malformed" | "trapped" | "too_slow"; outcomes?: undefined };

// ───────────────────────────── what the Worker says unasked ─────────────────────────────

export type Notice =
  /** Where syncing is. */
  | { notice: "sync"; sync: Syncing }
  /** Records changed, here or by a sync: what is shown may be stale. */
  | { notice: "changed" }
  /** The Worker broke. What was saved is saved; start a new client and unlock again. */
  | { notice: "ended"; failure: Failure };

export type Request = {
  [Name in keyof Calls]: { id: number; call: Name; request: Calls[Name]["request"] };
}[keyof Calls];

export type Reply =
  | { id: number; ok: Calls[keyof Calls]["reply"]; failure?: undefined; notice?: undefined }
  | { id: number; failure: Failure; notice?: undefined }
  | Notice;
