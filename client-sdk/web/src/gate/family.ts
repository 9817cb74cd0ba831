// The next person of a family starts with what families share.

import type { RecordView, Said, Values } from "puente-sdk/messages.d.ts";
import { call } from "../app/session.svelte";

/** What a relative of this person has in common with them. Makes the household if there is none yet. */
export async function familyFields(view: RecordView): Promise<Values> {
  let household = single(view, "household");
  if (typeof household !== "string" || household === "") {
    household = crypto.randomUUID();
    const fields: Values = { household };
    if (single(view, "alone") === "alone") fields["alone"] = "with_family";
    await call("set", { record: view.record, fields });
  }
  const fields: Values = { household, alone: "with_family" };
  for (const id of ["name.surname1", "name.surname2"]) {
    const surname = single(view, id);
    if (typeof surname === "string") fields[id] = surname;
  }
  return fields;
}

function single(view: RecordView, id: string): Said | undefined {
  return view.fields[id]?.value;
}
