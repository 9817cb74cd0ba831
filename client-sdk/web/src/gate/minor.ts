// Children at the gate. Whoever may be a minor counts as one: a needless call costs a minute.

import type { Values } from "puente-sdk/messages.d.ts";
import type { Draft } from "../app/kept.svelte";
import { textOf } from "./names";
import { moment } from "./moment";

const ADULT_YEARS = 18;

/** Who came along was seen to be a parent or guardian; a code of `uam.accompanied_by_verified`. */
export const VERIFIED = "uam.accompanied_by_verified";

/** Whether an age or a birth date of any precision leaves room for a minor. */
export function mayBeMinor(fields: Values, today: Date): boolean {
  const [, year, month = "12", day = "31"] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(textOf(fields["birth.date"])) ?? [];
  if (year) {
    const adult = new Date(Number(year) + ADULT_YEARS, Number(month) - 1, Number(day));
    return adult > today;
  }
  const age = textOf(fields["age"]);
  return /^\d+$/.test(age) && Number(age) < ADULT_YEARS;
}

/** Somebody is with the child, but not seen to be a parent or guardian. */
export function doubted(fields: Values): boolean {
  return ["no", "doubt"].includes(textOf(fields[VERIFIED]));
}

/** When the two calls were made, as fields of the record. */
export function callsOf(draft: Draft): Values {
  const fields: Values = {};
  if (draft.dif) fields["uam.dif_called_at"] = moment(draft.dif.at_ms);
  if (draft.attorney) fields["uam.ppnna_notified_at"] = moment(draft.attorney.at_ms);
  return fields;
}
