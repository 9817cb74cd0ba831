// Children at the gate. Whoever may be a minor counts as one: a needless call costs a minute. Who may be one is told
// by the store's `check`, by the day of the place.

import type { Finding, Values } from "puente-sdk/messages.ts";
import type { Draft, Office } from "../app/kept.svelte";
import { here } from "../app/session.svelte";
import { moment } from "./moment";

/** Who came along was seen to be a parent or guardian; a code of `uam.accompanied_by_verified`. */
export const VERIFIED = "uam.accompanied_by_verified";

/** Why the form stops: a child came alone, or with somebody who may not be family. */
export type Stop = "alone" | "doubted";

export function stopOf(findings: Finding[]): Stop | null {
  const codes = findings.map((finding) => finding.code);
  if (codes.includes("minor_alone")) return "alone";
  return codes.includes("minor_doubted") ? "doubted" : null;
}

/** The numbers of this place, the first to try in front. */
export function phonesOf(office: Office): string[] {
  return (office === "dif" ? here()?.dif_phones : here()?.attorney_phones) ?? [];
}

/** When the two calls were made, as fields of the record. */
export function callsOf(draft: Draft): Values {
  const fields: Values = {};
  if (draft.dif) fields["uam.dif_called_at"] = moment(draft.dif.at_ms);
  if (draft.attorney) fields["uam.ppnna_notified_at"] = moment(draft.attorney.at_ms);
  // For those who may not read the rest: nobody has to call again.
  if (draft.dif && draft.attorney) {
    fields["minor.notified_at"] = moment(Math.max(draft.dif.at_ms, draft.attorney.at_ms));
  }
  return fields;
}
