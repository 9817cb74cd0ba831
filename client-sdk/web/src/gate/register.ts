// Turns a saved form into a record, its place in a family or a list, and entries for notes and papers.

import type { Saved } from "puente-sdk/messages.ts";
import { draftKey, type Arrival, type Draft } from "../app/kept.svelte";
import { day, t, when } from "../app/language.svelte";
import { call } from "../app/session.svelte";
import { entryKind } from "../app/table.svelte";
import { besides } from "../lists/draft";
import { noLongerAlone } from "./family";
import { moment } from "./moment";
import { personOf } from "./person";

/** Registers a new person, a relative, or the person in a row of a list. This deletes the draft. */
export async function register(draft: Draft, arrival: Arrival): Promise<Saved> {
  const { row, family_of } = draft;
  const person = personOf(draft, arrival);
  const key = draftKey(draft.id);
  if (row) {
    const asked = { ...person, fields: besides(person.fields, row, arrival) };
    return call("take_row", { list: row.list, place: row.place, person: asked, draft: key });
  }
  const saved = await call("register", { person, draft: key, ...(family_of ? { family_of } : {}) });
  if (family_of) await noLongerAlone(family_of);
  return saved;
}

/** Adds what is not a field: the calls for a child and the sheet it was typed from, which only the coordinator reads, and the paper that was read. */
export async function addEntries(record: string, { dif, attorney, mrz, paper }: Draft): Promise<void> {
  const sheet = paper && t("paper-note", { when: day(moment(paper.at_ms).slice(0, 10)), who: paper.by || t("paper-nobody") });
  const calls = [sheet, dif && t("minor-note_dif", said(dif)), attorney && t("minor-note_attorney", said(attorney))];
  for (const note of calls.filter((note) => typeof note === "string")) {
    await call("put_entry", { record, kind: "note", fields: { text: note, at: moment(Date.now()) } });
  }
  if (mrz && entryKind("identity_paper")) {
    await call("put_entry", { record, kind: "identity_paper", fields: { mrz, state: "has" } });
  }
}

function said(done: NonNullable<Draft["dif"]>) {
  return { at: when(done.at_ms, true), who: done.who, how: t(`minor-how-${done.how}`) };
}
