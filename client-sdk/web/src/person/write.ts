// Turns what was typed in a section into changes of a record.

import type { Field, RecordView, Values } from "puente-sdk/messages.ts";
import { call } from "../app/session.svelte";
import { momentOf } from "../app/language.svelte";
import { field } from "../app/table.svelte";
import { moment } from "../gate/moment";

/** Writes what differs from `view`: first the values, in one change, then what was removed. */
export async function writeSection(view: RecordView, typed: Values): Promise<void> {
  const { record } = view;
  const set: Values = {};
  const clear: { field: string; member?: string }[] = [];
  for (const [id, said] of Object.entries(typed)) {
    if (Array.isArray(said)) {
      const before = view.sets[id] ?? [];
      const added = said.filter((member) => !before.includes(member));
      if (added.length > 0) set[id] = added;
      for (const member of before) if (!said.includes(member)) clear.push({ field: id, member });
    } else if (typeof said !== "string") set[id] = said;
    else if (said.trim() !== "") set[id] = written(field(id), said.trim());
    else if (view.fields[id]) clear.push({ field: id });
  }
  if (Object.keys(set).length > 0) await call("set", { record, fields: set });
  for (const one of clear) await call("clear", { record, ...one });
}

/** The stored form of a typed text. A moment is typed by the clock of the site and stored in UTC. */
export function written(of: Field | undefined, text: string): string {
  const ms = of?.type === "moment" ? momentOf(text) : NaN;
  return Number.isNaN(ms) ? text : moment(ms);
}
