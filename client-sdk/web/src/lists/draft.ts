// Turns a row of a list into a draft: it has the list's values, and the form asks the rest.

import type { ArrivalList, ListRow, Values } from "puente-sdk/messages.ts";
import type { Arrival, Draft } from "../app/kept.svelte";

/** A family's number is valid only on the list; the store makes a household of it. */
const LISTS_OWN = new Set(["household"]);

export function rowDraft(list: ArrivalList, row: ListRow, fresh: Draft): Draft {
  const said = Object.entries(row.fields).filter(([id]) => !LISTS_OWN.has(id));
  const fields = Object.fromEntries(said) as Values;
  // The same row is always the same draft, however often it is tapped.
  const id = `${list.list}-${row.place}`;
  return { ...fresh, id, fields: { ...fields }, row: { list: list.list, names: list.names, place: row.place, fields } };
}

/** Whether the arrival of the people of a list is set on this phone. */
export function isArriving(names: string[], arrival: Arrival): boolean {
  return names.includes(arrival.list);
}

/** The answers besides the list's values, which are in the record already. */
export function besides(fields: Values, row: NonNullable<Draft["row"]>, arrival: Arrival): Values {
  // The arrival of another group does not belong to this list.
  const not = isArriving(row.names, arrival) ? ["arrival.list"] : ["arrival.list", "arrival.mode", "arrival.point"];
  const differs = ([id, said]: [string, Values[string]]) =>
    !not.includes(id) && JSON.stringify(said) !== JSON.stringify(row.fields[id]);
  return Object.fromEntries(Object.entries(fields).filter(differs));
}
