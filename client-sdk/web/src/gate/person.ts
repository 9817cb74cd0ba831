// Turns a draft of the gate into a person as the store takes it.

import type { Finding, Person, Values } from "puente-sdk/messages.ts";
import type { Arrival, Draft } from "../app/kept.svelte";
import { language, today } from "../app/language.svelte";
import { field, findingText } from "../app/table.svelte";
import { ageFields } from "./age";
import { callsOf } from "./minor";
import { moment } from "./moment";
import { textOf } from "./names";

/** The version of the notice that this version shows; written into every record. */
export const NOTICE_VERSION = "2026-11-25";

const NOT_ON_PAPER = { "arrival.mode": "", "arrival.point": "", "arrival.list": "" };

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
    // Whoever types it in later does not know how people came that day.
    ...(draft.paper ? { code: draft.paper.code, "arrival.at": moment(draft.paper.at_ms), ...NOT_ON_PAPER } : {}),
  };
  const { age, ...born } = ageFields(textOf(fields["age"]), today());
  if (age) Object.assign(fields, { age }, textOf(fields["birth.date"]) ? {} : born);
  // Fields that this build's table lacks are not written.
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

/** Whether the form itself asks about this finding or stops for it. */
export function isOfForm(code: string): boolean {
  return code === "missing" || code.startsWith("minor_");
}

/** The remark below each field: its first finding, except that it has no value yet. */
export function remarksOf(findings: Finding[]): Record<string, string> {
  const remarks: Record<string, string> = {};
  for (const { field, code } of findings) {
    if (!isOfForm(code)) remarks[field] ??= findingText(code);
  }
  return remarks;
}
