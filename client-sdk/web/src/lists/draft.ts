// A row of a list as a registration that is begun: what the list says is there, the rest is asked.

import type { ArrivalList, ListRow, Values } from "puente-sdk/messages.ts";
import type { Arrival, Draft } from "../app/kept.svelte";

/** A family's number is good on the list alone; the store makes a household of it. */
const LISTS_OWN = new Set(["household"]);

export function rowDraft(list: ArrivalList, row: ListRow, fresh: Draft): Draft {
  const said = Object.entries(row.fields).filter(([id]) => !LISTS_OWN.has(id));
  const fields = Object.fromEntries(said) as Values;
  // The same row is the same draft, however often it is tapped.
  const id = `${list.list}-${row.place}`;
  return { ...fresh, id, fields: { ...fields }, row: { list: list.list, names: list.names, place: row.place, fields } };
}

/** Whether this phone was told how the people of a list arrive. */
export function isArriving(names: string[], arrival: Arrival): boolean {
  return names.includes(arrival.list);
}

/** What was asked beside what the list says, which is in the record already. */
export function besides(fields: Values, row: NonNullable<Draft["row"]>, arrival: Arrival): Values {
  // Somebody else's arrival is not this list's.
  const not = isArriving(row.names, arrival) ? ["arrival.list"] : ["arrival.list", "arrival.mode", "arrival.point"];
  const differs = ([id, said]: [string, Values[string]]) =>
    !not.includes(id) && JSON.stringify(said) !== JSON.stringify(row.fields[id]);
  return Object.fromEntries(Object.entries(fields).filter(differs));
}
