// Search in the rows of a list, and which phone takes which rows.

import type { ArrivalList, ListRow, Portion } from "puente-sdk/messages.ts";
import { day, t } from "../app/language.svelte";
import { field, readable } from "../app/table.svelte";
import { namesOf, textOf } from "../gate/names";

/** The name of the person in a row. */
export function nameOf(row: { fields: ListRow["fields"] }): string {
  return namesOf(row.fields) || t("gate-no_name");
}

/** What distinguishes two people with one name. */
export function factsOf(row: { fields: ListRow["fields"] }): string {
  const { fields } = row;
  const born = textOf(fields["birth.date"]);
  const age = textOf(fields["age"]);
  const years = age ? t("person-age", { n: Number(age) }) : "";
  const sex = textOf(fields["sex"]);
  return [sex && readable(field("sex"), sex), born ? day(born) : years].filter(Boolean).join(" · ");
}

/** Whether a row matches: by its number, or by the beginning of every word, ignoring accents and capitals. */
export function isMeant(row: ListRow, asked: string): boolean {
  if (/^\d+$/.test(asked)) return String(row.number) === asked;
  const words = folded(namesOf(row.fields)).split(/\s+/);
  return folded(asked).split(/\s+/).every((part) => words.some((word) => word.startsWith(part)));
}

function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** `1-45,50,91-` as pairs of numbers. */
function ranges(rows: string): [number, number][] {
  return rows.split(",").map((part) => {
    const [first, last] = part.split("-");
    return [Number(first), last === undefined ? Number(first) : last === "" ? Infinity : Number(last)];
  });
}

export function isIn(portion: Portion, number: number): boolean {
  return ranges(portion.rows).some(([first, last]) => first <= number && number <= last);
}

/** Which phone takes a row; null if none does. */
export function takerOf(list: ArrivalList, row: ListRow): Portion | null {
  return list.portions.find((portion) => isIn(portion, row.number)) ?? null;
}

/** The first run of rows that no phone takes, to propose to the next phone. */
export function nextFree(list: ArrivalList): { first: number; last: number } | null {
  const numbers = list.entries.map((row) => row.number).sort((one, other) => one - other);
  const isFree = (number: number) => !list.portions.some((portion) => isIn(portion, number));
  const start = numbers.findIndex(isFree);
  if (start < 0) return null;
  let end = start;
  for (let next = numbers[end + 1]; next !== undefined && isFree(next); next = numbers[end + 1]) end += 1;
  return { first: numbers[start] ?? 0, last: numbers[end] ?? 0 };
}
