// What travels between the page and the Worker of the store.

/** Why a call did nothing; act on `advice`, look texts up by `code`. */
export interface Failure {
  code:
    | "open_elsewhere" // another tab of this browser holds the store
    | "not_open" // `open` comes first
    | "wrong_passphrase"
    | "damaged_vault"
    | "no_files"
    | "no_entropy"
    | "no_such_record"
    | "store"
    | "request"
    | "defect"; // the Worker broke; start a new one
  advice:
    | "correct"
    | "unlock"
    | "enrol"
    | "try_later"
    | "close_other_tab"
    | "free_space"
    | "update"
    | "put_aside"
    | "report";
  reason: string;
}

/**
 * A person as first told: values by field id of the field table, as typed. A set has its members in
 * a list; a value that is missing says why.
 */
export interface Person {
  /** On what grounds, a code of the basis list; told if absent. */
  basis?: string;
  fields: Record<string, string | string[] | { missing: MissingReason }>;
}

export type MissingReason = "not_asked" | "unknown" | "refused" | "not_applicable";

/** One person in a list. */
export interface PersonLine {
  record: string;
  code: string;
  given: string;
  surname1: string;
  surname2: string;
  sex: string;
  status: string;
  conflicts: number;
}

/** What became of foreign changes: the outcomes of this build, or how the trial Worker ended. */
export type TrialResult =
  | { outcomes: Uint8Array }
  | { ended: "malformed" | "trapped" | "too_slow" };

/** The calls of the Worker: what goes in, what comes out. */
export interface Calls {
  /** Opens the store, or makes it where there is none yet. */
  open: { request: { passphrase: string }; reply: { created: boolean } };
  register: { request: { person: Person }; reply: { code: string } };
  find: { request: { text: string }; reply: { people: PersonLine[] } };
  list: { request: Record<string, never>; reply: { people: PersonLine[] } };
  status: { request: Record<string, never>; reply: { status: unknown } };
  trial: { request: { batch: Uint8Array }; reply: TrialResult };
  close: { request: Record<string, never>; reply: Record<string, never> };
}

export type Request = {
  [Name in keyof Calls]: { id: number; call: Name } & Calls[Name]["request"];
}[keyof Calls];

export type Reply = { id: number } & ({ ok: Calls[keyof Calls]["reply"] } | { failure: Failure });
