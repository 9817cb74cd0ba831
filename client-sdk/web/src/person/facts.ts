// What tells one person of a list from another, in a line: `34 · mujer · camión 7 · hace 10 min`.

import type { RecordView } from "puente-sdk/messages.ts";
import { ago, t, today } from "../app/language.svelte";
import { field, readable } from "../app/table.svelte";

type Fields = RecordView["fields"];

/** A field as people read it; empty where nothing is said. */
export function shown(fields: Fields, id: string): string {
  const said = fields[id]?.value;
  return said === undefined ? "" : readable(field(id), said);
}

/** The months lived, by a date of birth that tells a month. */
function monthsLived(born: string): number | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(born) ?? [];
  if (!year) return null;
  const [y, m, d] = today().split("-").map(Number) as [number, number, number];
  return (y - Number(year)) * 12 + m - Number(month) - (Number(day ?? 1) > d ? 1 : 0);
}

/** Whole years, without the word; months below two years. */
function age(fields: Fields): string {
  const born = fields["birth.date"]?.value;
  const months = typeof born === "string" ? monthsLived(born) : null;
  if (months !== null && months >= 0) return months < 24 ? t("person-months", { n: months }) : String(Math.floor(months / 12));
  return shown(fields, "age") || shown(fields, "birth.date");
}

export function factsOf(fields: Fields): string {
  const at = fields["arrival.at"]?.value;
  const ms = typeof at === "string" ? Date.parse(at) : NaN;
  const came = shown(fields, "arrival.list") || shown(fields, "arrival.mode").toLocaleLowerCase();
  return [age(fields), shown(fields, "sex").toLocaleLowerCase(), came, Number.isNaN(ms) ? "" : ago(ms)].filter(Boolean).join(" · ");
}
