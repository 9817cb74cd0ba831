// The field table as the forms use it: labels, options and readable values.

import type { CodeList, EntryKind, Field, Said, Schema } from "puente-sdk/messages.ts";
import type { Option } from "../ui/Choice.svelte";
import { day, say, t, when } from "./language.svelte";
import { session } from "./session.svelte";

let table = $state.raw<Schema | null>(null);

export function useTable(schema: Schema): void {
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

/** The label of what a key names; the key where this version does not know it. */
export function label(key: string): string {
  const known = described(key);
  return known ? say(known.label) : key;
}

export function kindLabel(id: string): string {
  const kind = entryKind(id);
  return kind ? say(kind.label) : id;
}

export function codeList(id: string): CodeList {
  return schema().code_lists[id] ?? { codes: [], open: true };
}

/** The codes of a field as things to tap. */
export function options(of: Field | undefined): Option[] {
  if (!of?.codes) return [];
  return codeList(of.codes).codes.map((code) => ({ code: code.code, label: say(code) }));
}

export function missingReasons(): Option[] {
  return codeList("missing_reason").codes.map((code) => ({ code: code.code, label: say(code) }));
}

/** What a finding says. */
export function findingText(code: string): string {
  const words = schema().findings[code];
  return words ? say(words) : t("finding-unknown");
}

/** Why something is proposed for a conflict. */
export function whyText(code: string): string {
  const words = schema().whys[code];
  return words ? say(words) : "";
}

/** A value as people read it. */
export function readable(of: Field | undefined, said: Said): string {
  if (typeof said !== "string") {
    return missingReasons().find((reason) => reason.code === said.missing)?.label ?? said.missing;
  }
  if (of?.codes) {
    const code = codeList(of.codes).codes.find((code) => code.code === said);
    if (code) return say(code);
  }
  if (of?.type === "date" || of?.type === "deadline") return day(said);
  if (of?.type === "site") return session.sites.all.find((site) => site.site === said)?.name ?? said;
  if (of?.type === "moment") {
    const ms = Date.parse(said);
    return Number.isNaN(ms) ? said : when(ms);
  }
  return said;
}
