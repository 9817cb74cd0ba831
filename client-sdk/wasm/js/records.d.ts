// Records, as they go in and come out.

import type { Me } from "./messages.d.ts";
import type { MissingReason } from "./schema.d.ts";

/** A value as typed, or why there is none. */
export type Said = string | { missing: MissingReason };

/** On what grounds something is written; told if absent. */
export type Basis = "told" | "document" | "mrz" | "curp" | "observed" | "list";

/** Values by field id; the members of a set in a list. */
export type Values = Record<string, Said | string[]>;

export interface Person {
  fields: Values;
  basis?: Basis;
}

/** Where the changes of a record are. A draft is the page's own: nothing of it is here. */
export type RecordState =
  | { state: "saved_here" }
  /** `receipt`: the place in the server's log of what this device sent last of it. */
  | { state: "on_server"; receipt: number | null }
  | { state: "needs_attention" }; // see `attention`

/** What was written, and where it is. */
export interface Saved {
  record: string;
  /** To say, to write down, to print as a QR. */
  code: string;
  state: RecordState;
}

export interface PersonLine {
  record: string;
  code: string;
  given: string;
  surname1: string;
  surname2: string;
  sex: string;
  status: string;
  conflicts: number;
  state: RecordState;
}

export interface Finding {
  field: string;
  code: string;
}

/** Whether somebody is a minor. `possible`: they are, or what is said cannot be read, or is not known. */
export type Minority = "adult" | "possible" | "unsaid";

export interface Checked {
  findings: Finding[];
  proposals: Proposal[];
  minority: Minority;
}

export interface FieldView {
  /** What is shown. */
  value: Said;
  /** Other values where documents of one kind differ. */
  others: Said[];
  /** There are concurrent values: see `conflicts`. */
  conflict: boolean;
}

/** What a record says, now or at an earlier time. */
export interface PastView {
  fields: Record<string, FieldView>;
  sets: Record<string, string[]>;
  entries: Record<string, { entry: string; fields: Record<string, Said> }[]>;
  findings: Finding[];
}

export interface RecordView extends PastView {
  record: string;
  code: string;
  state: RecordState;
  /** What this person may do to this record. */
  may: Me["may"];
}

/** What a CURP says beside being one; propose it, never fill it in unasked. */
export interface Proposal {
  field: string;
  value: string;
  basis: Basis;
}

export interface Conflict {
  record: string;
  code: string;
  /** `<field>` or `<kind>/<entry>/<field>`. */
  field: string;
  candidates: Candidate[];
  /** What the field's policy proposes, and why: a code of `Schema.whys`. */
  proposal: ({ choice: "candidate"; place: number } | { choice: "keep_all" | "nothing" }) & {
    why: string;
  };
  /** The field can hold all of them. */
  may_keep_all: boolean;
  /** Somebody is to ask the person. */
  asked: boolean;
}

/** For one candidate, by its place, or for keeping all. */
export interface Decision {
  record: string;
  field: string;
  choice: { candidate: number } | "keep_all";
  reason: string;
}

/** Whoever wrote something, as far as this phone was told. */
export interface Author {
  name: string;
  account: string;
  device: string;
  site: string;
}

export interface Candidate {
  value: Said;
  change: string;
  author: Author | null;
  time_ms: number;
  basis: string;
  /** Added by somebody who may not decide. */
  claim: boolean;
  /** What the record shows until somebody decides. */
  shown: boolean;
  /** It no longer stands: somebody wrote over it who did not know of another candidate. */
  written_over: boolean;
}

export interface Household {
  ids: string[];
  members: (PersonLine & {
    /** A code of `household.role`; empty when nobody said. */
    role: string;
    /** Others name another household for them, or none. */
    disputed: boolean;
  })[];
}

/** A change of a record. */
export interface RecordChange {
  change: string;
  kind: string;
  author: Author | null;
  /** By the clock of the phone that wrote it, which may be wrong. */
  told_ms: number;
  /** Not after this, by this phone's clock: the server had it then. Null while that is not so. */
  proven_by_ms: number | null;
  /** A `Basis`, or `decided`. */
  basis: string;
  /** Why it was decided so. */
  reason: string | null;
  edits: FieldChange[];
  conflicts: { field: string; step: "began" | "changed" | "ended" }[];
  standing: "stands" | "saved_here" | "pending" | "quarantined" | "set_aside" | "written_again";
  /** Of `quarantined` and `set_aside`. */
  why?: string;
}

export interface FieldChange {
  /** `<field>` or `<kind>/<entry>/<field>`. */
  field: string;
  act: "put" | "cleared" | "added" | "removed" | "claimed" | "unclaimed";
  /** Of a set the member; null when it was cleared. */
  value: Said | null;
  /** The values that gave way. */
  replaced: { value: Said; author: Author | null }[];
}

/** A change of this device that the server kept aside; nothing of it is lost. */
export interface Attention {
  record: string;
  code: string;
  /** The fields it wrote. */
  fields: string[];
  time_ms: number;
  outcome: "quarantined" | "set_aside" | "pending" | "written_again";
  /** A stable word; the page has texts for those it knows. */
  reason: string;
}

/** A municipality by INEGI's five digits. */
export interface Place {
  code: string;
  name: string;
  /** Two digits. */
  state: string;
}
