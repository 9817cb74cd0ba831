// The field table as data: what a form derives from.

export type Compartment = "core" | "contact" | "protection";
export type MissingReason = "not_asked" | "unknown" | "refused" | "not_applicable";
export interface Words {
  es: string;
  en: string;
}

export interface Field {
  id: string;
  type:
    | "text"
    | "code"
    | "number"
    | "date"
    | "deadline"
    | "moment"
    | "country"
    | "phone"
    | "curp"
    | "record_code"
    | "site"
    | "municipality"
    | "mrz"
    | "attachment";
  shape: "single" | "set";
  /** A list of `Schema.code_lists`. */
  codes: string | null;
  unit: string | null;
  sensitivity: 0 | 1 | 2 | 3 | 4;
  compartment: Compartment;
  asked: "gate" | "intake" | "interview" | "follow_up" | "system";
  required: "required" | "conditional" | "optional";
  merge: "auto_latest" | "admin_review" | "keep_all" | "safer_wins";
  label: Words;
}

export interface EntryKind {
  id: string;
  compartment: Compartment;
  label: Words;
  fields: Field[];
}

export interface CodeList {
  /** In the order people are shown them. */
  codes: { code: string; es: string; en: string }[];
  /** Other values are right too. */
  open: boolean;
}

/** Everything a form derives from; the same for all people, and there before a store is open. */
export interface Schema {
  /** In the order of a form. */
  fields: Field[];
  entry_kinds: EntryKind[];
  code_lists: Record<string, CodeList>;
  /** Texts by `Finding.code`. */
  findings: Record<string, Words>;
  /** Texts by `Conflict.proposal.why`. */
  whys: Record<string, Words>;
}
