// The field table as the forms use it: labels, options and readable values.

import type { CodeList, EntryKind, Field, Said, Schema } from "puente-sdk/messages.ts";
import type { Option } from "../ui/Choice.svelte";
import { day, say, t, when } from "./language.svelte";
import { session } from "./session.svelte";

let table = $state.raw<Schema | null>(null);
/** The keys of the fields' texts: an entry field is named by its kind too. */
const rows = new Map<Field, string>();

export function useTable(schema: Schema): void {
  for (const field of schema.fields) rows.set(field, `field-${field.id}`);
  for (const kind of schema.entry_kinds) {
    for (const field of kind.fields) rows.set(field, `entry-${kind.id}-${field.id}`);
  }
  table = schema;
}

function schema(): Schema {
  if (!table) throw new Error("the field table is used before it came");
  return table;
}

export function fields(): Field[] {
  return schema().fields;
}

export function field(id: string): Field | undefined {
  return schema().fields.find((field) => field.id === id);
}

export function entryKinds(): EntryKind[] {
  return schema().entry_kinds;
}

export function entryKind(id: string): EntryKind | undefined {
  return schema().entry_kinds.find((kind) => kind.id === id);
}

/** The field that a key names: `<field>` or `<kind>/<entry>/<field>`. */
export function described(key: string): Field | undefined {
  const [kind, , name] = key.split("/");
  return name ? entryKind(kind ?? "")?.fields.find((field) => field.id === name) : field(key);
}

export function fieldLabel(of: Field): string {
  return say(rows.get(of) ?? "", of.label);
}

/** The label of what a key names; the key itself if this version does not know it. */
export function label(key: string): string {
  const known = described(key);
  return known ? fieldLabel(known) : key;
}

export function kindLabel(id: string): string {
  const kind = entryKind(id);
  return kind ? say(`entry-${id}`, kind.label) : id;
}

export function codeList(id: string): CodeList {
  return schema().code_lists[id] ?? { codes: [], open: true };
}

/** The codes of a list as things to tap. */
function tappable(list: string): Option[] {
  return codeList(list).codes.map((code) => ({ code: code.code, label: say(`code-${list}-${code.code}`, code) }));
}

export function options(of: Field | undefined): Option[] {
  return of?.codes ? tappable(of.codes) : [];
}

export function missingReasons(): Option[] {
  return tappable("missing_reason");
}

/** The text of a finding. */
export function findingText(code: string): string {
  const words = schema().findings[code];
  return words ? say(`finding-${code}`, words) : t("finding-unknown");
}

/** The reason of a proposal for a conflict. */
export function whyText(code: string): string {
  const words = schema().whys[code];
  return words ? say(`why-${code}`, words) : "";
}

/** A value as people read it. */
export function readable(of: Field | undefined, said: Said): string {
  if (typeof said !== "string") {
    return missingReasons().find((reason) => reason.code === said.missing)?.label ?? said.missing;
  }
  if (of?.codes) {
    const code = codeList(of.codes).codes.find((code) => code.code === said);
    if (code) return say(`code-${of.codes}-${said}`, code);
  }
  if (of?.type === "site") return session.sites.all.find((site) => site.site === said)?.name ?? t("history-site");
  // The id of a household, which nobody reads.
  if (/^[0-9a-f]{32}/.test(said)) return t("history-household");
  if (of?.type === "moment") {
    const ms = Date.parse(said);
    return Number.isNaN(ms) ? said : when(ms);
  }
  // A date, also where a text is one; any other text as it is.
  return day(said);
}
