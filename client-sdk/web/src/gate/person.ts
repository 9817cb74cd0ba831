// From a draft of the gate to a person as the store takes one.

import type { Finding, Person, Values } from "puente-sdk/messages.ts";
import type { Arrival, Draft } from "../app/kept.svelte";
import { language, today } from "../app/language.svelte";
import { field, findingText } from "../app/table.svelte";
import { ageFields } from "./age";
import { callsOf } from "./minor";
import { moment } from "./moment";
import { textOf } from "./names";

/** The text of the notice that this version shows; goes into every record. */
export const NOTICE_VERSION = "2026-11-25";

export function personOf(draft: Draft, arrival: Arrival): Person {
  const fields: Values = {
    "arrival.at": moment(Date.now()),
    "arrival.mode": arrival.mode,
    "arrival.point": arrival.point,
    "arrival.list": arrival.list,
    "notice.version": NOTICE_VERSION,
    "notice.mode": draft.notice ?? "",
    "notice.language": language().iso639_3,
    ...callsOf(draft),
    ...draft.fields,
  };
  const { age, ...born } = ageFields(textOf(fields["age"]), today());
  if (age) Object.assign(fields, { age }, textOf(fields["birth.date"]) ? {} : born);
  // What this build's table does not have is not written.
  for (const id of Object.keys(fields)) if (!field(id)) delete fields[id];
  for (const [id, said] of Object.entries(fields)) {
    if (typeof said === "string") {
      const trimmed = said.trim();
      if (trimmed === "") delete fields[id];
      else fields[id] = trimmed;
    }
  }
  return { fields, basis: draft.basis };
}

/** What the form asks or stops for by itself. */
export function isOfForm(code: string): boolean {
  return code === "missing" || code.startsWith("minor_");
}

/** What stands under a field: the first thing that is odd about it, but for what is only not said yet. */
export function remarksOf(findings: Finding[]): Record<string, string> {
  const remarks: Record<string, string> = {};
  for (const { field, code } of findings) {
    if (!isOfForm(code)) remarks[field] ??= findingText(code);
  }
  return remarks;
}
