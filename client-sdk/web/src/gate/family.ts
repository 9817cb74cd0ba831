// Starts the registration of a relative with the values that families share.

import type { RecordView, Values } from "puente-sdk/messages.ts";
import { newDraft, type Draft } from "../app/kept.svelte";
import { call } from "../app/session.svelte";

/** A registration of a relative of this person. The store makes them one household when it is saved. */
export function relativeOf(view: RecordView): Draft {
  const fields: Values = { alone: "with_family" };
  for (const id of ["name.surname1", "name.surname2"]) {
    const surname = view.fields[id]?.value;
    if (typeof surname === "string") fields[id] = surname;
  }
  return { ...newDraft(fields), family_of: view.record };
}

/** Removes "alone" from a record once somebody of that person's family is here. */
export async function noLongerAlone(record: string): Promise<void> {
  const { fields } = await call("record", { record });
  if (fields["alone"]?.value === "alone") await call("set", { record, fields: { alone: "with_family" } });
}
