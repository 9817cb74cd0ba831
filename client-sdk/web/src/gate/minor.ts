// Children at the gate. A person who may be a minor counts as one: a needless call costs a minute. The store's `check`
// decides this, by the day at the site.

import type { Finding, Values } from "puente-sdk/messages.ts";
import type { Draft, Office } from "../app/kept.svelte";
import { here } from "../app/session.svelte";
import { moment } from "./moment";

/** Whether somebody verified that the accompanying adult is a parent or guardian. */
export const VERIFIED = "uam.accompanied_by_verified";

/** Why the form stops: a child came alone, or with somebody who may not be family. */
export type Stop = "alone" | "doubted";

export function stopOf(findings: Finding[]): Stop | null {
  const codes = findings.map((finding) => finding.code);
  if (codes.includes("minor_alone")) return "alone";
  return codes.includes("minor_doubted") ? "doubted" : null;
}

/** The numbers of this site, the first to try first. */
export function phonesOf(office: Office): string[] {
  return (office === "dif" ? here()?.dif_phones : here()?.attorney_phones) ?? [];
}

/** When the two calls were made, as fields of the record. */
export function callsOf(draft: Draft): Values {
  const fields: Values = {};
  if (draft.dif) fields["uam.dif_called_at"] = moment(draft.dif.at_ms);
  if (draft.attorney) fields["uam.ppnna_notified_at"] = moment(draft.attorney.at_ms);
  // For people who may not read the rest: nobody has to call again.
  if (draft.dif && draft.attorney) {
    fields["minor.notified_at"] = moment(Math.max(draft.dif.at_ms, draft.attorney.at_ms));
  }
  return fields;
}
