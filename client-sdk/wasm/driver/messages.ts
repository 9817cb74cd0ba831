// The messages between the page and the store's Worker. `contract.ts` has the calls that Rust answers; this file has
// what the Worker adds. Together they are the interface of the browser's SDK.
//
// A call resolves once its effect is on this device's disk, or rejects with a `Failure` and has no effect. The texts of
// the field table come with `schema`; the page has all others.

import type {
  Me,
  None,
  Role,
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

/** Why a call had no effect. Act on `advice`; look up texts for people by `code`. It has no personal value. */
export interface Failure extends Omit<StoreFailureMessage, "code" | "advice" | "field"> {
  code: FailureCode;
  advice: Advice;
  /** The field that is wrong, if it is a field. */
  field?: string | null;
  /** In how many seconds the server takes the next attempt, if it says so. */
  retry_after_s?: number;
}

export type FailureCode =
  | StoreFailureCode
  // before a store is open
  | "open_elsewhere" // another tab of this browser holds the store
  | "not_open" // call `open` or `create` first
  | "last_key" // without this key nobody could open the store
  | "secret_too_short" // see SecretLengths
  // enrolment and sync
  | "no_invitation" // the text is neither a one-time code nor a link with one
  | "other_server" // the link is for another server than the one from which this app came
  | "unreachable" // no network, or the connection broke
  | "not_puente" // something else answered, such as the sign-in page of a hotel's network
  // the session at the server
  | "signed_out" // nobody is signed in, or the server ended the session
  | "login_refused" // the password is not that of this person on this phone
  | "password_needed" // the password was valid for one use: choose another
  | "password_refused" // the new password is too short, too long, or the old one
  | "too_many_requests" // see `retry_after_s`
  | "outdated" // somebody else changed it meanwhile
  | "not_possible" // this decision does not fit that change
  | "not_found" // it is gone, or not for this person
  | "defect"; // the Worker broke; start a new client

export type Advice = StoreAdvice | "close_other_tab" | "sign_in";

// ───────────────────────────── the people on this phone ─────────────────────────────

export type SecretKind = "passphrase" | "pin";

/** Fewest characters of a secret. A PIN of digits protects against a glance, not against somebody who has the phone. */
export type SecretLengths = { passphrase: 10; pin: 6 };

/**
 * A person with a key to a store on this phone. A locked phone with one person shows no name; with several people it shows
 * one word for each, so that nobody tries another person's key. People who share a store see the same records, each with
 * their own rights, and write in their own name. People of different stores see what the other registered after both have
 * synced.
 */
export interface Holder {
  holder: string; // "1", "2", …
  /** The number of the store; the same for all people of one store. */
  store: string;
  secret_kind: SecretKind;
  /** The first word of the name that colleagues know; empty if it is not known outside the store. */
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
  /** The person whose store is open in this tab. */
  open: string | null;
}

// ───────────────────────────── sync and storage ─────────────────────────────

export interface SyncEnd {
  /** `stopped`: the page stopped it; everything that arrived stays. */
  stop: SyncStop | "stopped";
  /** What was wrong with the connection or at the server, if something was. */
  failure: Failure | null;
  report: SyncReport;
  ended_ms: number;
}

/** What the sync is doing now. */
export type SyncPhase =
  | { phase: "idle" }
  | { phase: "running"; round_trips: number; bytes_up: number; bytes_down: number; rows_left: number }
  /** The connection broke or the server is busy; the sync continues by itself at this time. */
  | { phase: "waiting"; until_ms: number };

export interface Syncing {
  now: SyncPhase;
  /** Whether the Worker syncs by itself: after a save, when the server pokes, when the network is back. */
  automatic: boolean;
  last: SyncEnd | null;
}

/** The state of the store and of its sync. */
export interface Status extends StoreStatus {
  sync: Syncing;
}

/** The browser's storage for this app. */
export interface Storage {
  /** Whether the browser promised not to clear it by itself. */
  persisted: boolean;
  usage_bytes: number | null;
  quota_bytes: number | null;
}

// ───────────────────────────── where the server decides ─────────────────────────────

/** What an account may do to the system. */
export interface ServerSetup {
  /** Open sites besides the administration's own. */
  sites: number;
  /** People who have a role besides administrator. */
  people: number;
  /** The public recovery key, as `age1…`. */
  recovery_key: string | null;
  backed_up_ms: number | null;
}

export type Duty = "accounts" | "devices" | "quarantine" | "log";

/** The signed-in person as the server knows them. */
export interface SignedIn {
  account: string;
  name: string;
  device: string;
  grants: { site: string; site_name: string; role: Role }[];
  duties: Duty[];
}

/** Somebody of the team. `managed` says what the signed-in person may end. */
export interface TeamMember {
  account: string;
  name: string;
  grants: { site: string; site_name: string; role: Role; from_ms: number; last_day: string | null; managed: boolean }[];
  managed: boolean;
  has_password: boolean;
  password_failures: number;
  ended_ms: number | null;
}

/** A phone confirms with the sync after the one that told it. */
export interface Unconfirmed {
  /** The number of erased people whom it may still hold. */
  erased: number;
  erased_ms: number | null;
  /** Roles of its people that ended: it may still hold the records of their sites. */
  ended: { site: string; site_name: string | null; role: Role; until_ms: number }[];
}

/** A phone of the team. */
export interface TeamDevice {
  device: string;
  /** The names of everybody who uses it. */
  people: string;
  site: string;
  site_name: string | null;
  /** The six that it showed when it joined: compare them. */
  digits: string;
  /** Null of a phone that is known only by its changes. */
  enrolled_ms: number | null;
  revoked_ms: number | null;
  /** How often a copy of its store was in use. */
  forks: number;
  forked_ms: number | null;
  /** What it was told to let go of and has not confirmed. */
  unconfirmed: Unconfirmed | null;
  /** When the last of what it wrote arrived at the server. */
  brought_ms: number | null;
}

/** A site with the facts that phones are told. */
export interface TeamSite {
  site: string;
  name: string;
  zone: string | null;
  dif_phones: string[];
  attorney_phones: string[];
  is_open: boolean;
}

/** A one-time code for one person and one phone. */
export interface Invited {
  code: string;
  until_ms: number;
}

/** A page of the records with conflicts that this person may decide; the server knows more than this phone. */
export interface ServerConflicts {
  records: { record: string; code: string; conflicts: number }[];
  /** Ask for what comes after it; null on the last page. */
  after: string | null;
}

/** A change that the server quarantined: where it comes from and why, never what it says. */
export interface QuarantinedChange {
  number: number;
  /** A stable code; the page has texts for those it knows. */
  reason: string;
  account: string;
  device: string;
  document: string;
  since_ms: number;
}

/** What a quarantined change writes, as plain text; the look is an entry of the server's log. */
export interface QuarantinedContent extends QuarantinedChange {
  /** Null when its bytes cannot be read; a value is null where the change deletes it. */
  writes: { key: string; value: string | null }[] | null;
}

// ───────────────────────────── the calls ─────────────────────────────

/** Calls that need no open store, or for which the Worker does a part. */
export interface WorkerCalls {
  /** Takes this phone's stores for this tab. Rejects with `open_elsewhere` if another tab has them. */
  start: { request: None; reply: Start };
  /** Makes a store for a new person and opens it. Nobody can recover the secret. */
  create: { request: { secret: string; secret_kind: SecretKind }; reply: { holder: string } };
  open: { request: { holder: string; secret: string }; reply: None };
  /** Closes the store. `StoreClient.lock` also ends the Worker, and with it everything in memory. */
  lock: { request: None; reply: None };

  /** May be called before a store is open. */
  schema: { request: None; reply: Schema };

  /** The one-time code in a scanned or pasted text: a link, or the code alone. Needs no store. */
  read_invitation: { request: { text: string }; reply: { code: string } };
  /**
   * Enrols at the server from which this app came; the next sync sends people registered before. Both screens show the
   * same six digits.
   */
  enrol: { request: { code: string; name: string }; reply: { six_digits: string; me: Me } };

  /** The people of the open store. */
  holders: { request: None; reply: { holders: NamedHolder[] } };
  /**
   * Gives another person a key to the open store and enrols them at its server with their own code. The person who is
   * signed in stays signed in. Only this call needs the network.
   */
  add_holder: {
    request: { secret: string; secret_kind: SecretKind; code: string; name: string };
    reply: { holder: string; six_digits: string };
  };
  /** Removes a person's key to the open store from this phone. Their changes stay and are sent in their name. */
  forget_holder: { request: { holder: string }; reply: None };

  status: { request: None; reply: Status };
  /** Syncs now. Resolves when the sync ends, however it ends; notices tell how far it is. */
  sync: { request: None; reply: SyncEnd };
  /** Ends a sync in progress. What arrived stays. */
  stop_sync: { request: None; reply: None };
  /** Sets whether the Worker syncs by itself; on for every store that is opened. */
  sync_automatically: { request: { automatic: boolean }; reply: None };

  /**
   * Signs in at the server with the password that the person chose there. The tokens stay in the Worker and end with the
   * lock. Rejects with `password_needed` if the password was valid for one use: call `choose_password`.
   */
  sign_in: { request: { password: string }; reply: SignedIn };
  /** Chooses the password of the open store's person; `password` is the one until now, null for the first. */
  choose_password: { request: { new_password: string; password: string | null }; reply: None };
  /** Who is signed in, as the server says; null when nobody is. */
  signed_in: { request: None; reply: SignedIn | null };
  sign_out: { request: None; reply: None };

  /** The calls below need a session; without one they reject with `signed_out`. */
  server_conflicts: { request: { after?: string }; reply: ServerConflicts };
  quarantine: { request: None; reply: { changes: QuarantinedChange[] } };
  quarantined: { request: { number: number }; reply: QuarantinedContent };
  /** Lets a change enter; `not_possible` unless its reason is about its author or about room. */
  release: { request: { number: number }; reply: None };
  /** Writes what a change says again, in the name of the signed-in person. */
  write_again: { request: { number: number; reason: string }; reply: None };
  /** Leaves a change out for good. */
  set_aside: { request: { number: number; reason: string }; reply: None };

  /** Whom this person sees: an administrator everybody, a shelter admin who registers at their sites. */
  team: { request: None; reply: { people: TeamMember[] } };
  team_devices: { request: None; reply: { devices: TeamDevice[] } };
  team_sites: { request: None; reply: { sites: TeamSite[] } };
  invite: { request: { site: string; role: Role; last_day?: string; valid_hours: number }; reply: Invited };
  /** Gives a role, or sets anew until which day somebody has it. */
  add_grant: { request: { account: string; site: string; role: Role; last_day?: string }; reply: None };
  end_grant: { request: { account: string; site: string; role: Role }; reply: None };
  end_account: { request: { account: string }; reply: None };
  /** A password that is only good to choose another. */
  one_time_password: { request: { account: string }; reply: { password: string; until_ms: number } };
  /** The phone is lost: it gets nothing more, and what it still brings is quarantined. */
  revoke_device: { request: { device: string }; reply: None };
  add_site: { request: { name: string; kind: string; zone: string }; reply: TeamSite };
  /** What a new server still lacks, for its administrators. */
  server_setup: { request: None; reply: ServerSetup };
  /** Gives phones their first recovery key, `age1…`. */
  set_recovery_key: { request: { key: string }; reply: ServerSetup };
  /** Changes what is given. */
  set_site: { request: { site: string } & Partial<Omit<TeamSite, "site">>; reply: TeamSite };

  /** Tries foreign changes, as a sync does; for tests. */
  trial: { request: { batch: Uint8Array<ArrayBuffer> }; reply: TrialResult };
}

/** All calls with their requests and replies. */
export type Calls = Omit<StoreCalls, keyof WorkerCalls> & WorkerCalls;

/** The result of a trial: the outcomes, in the form of this build, or how the trial Worker ended. */
export type TrialResult =
  | { outcomes: Uint8Array<ArrayBuffer>; ended?: undefined }
  | { ended: "malformed" | "trapped" | "too_slow"; outcomes?: undefined };

// ───────────────────────────── notices of the Worker ─────────────────────────────

export type Notice =
  /** The state of the sync. */
  | { notice: "sync"; sync: Syncing }
  /** Records, or where they are, changed here or by a sync: what the page shows may be out of date. */
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
