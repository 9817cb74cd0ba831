// What tells one person of a list from another, in a line: `34 · mujer · camión 7 · hace 10 min`.

import type { MissingReason, PersonLine, Said } from "puente-sdk/messages.ts";
import { ago, t, today } from "../app/language.svelte";
import { field, readable } from "../app/table.svelte";

/** The sign before the reason why a stored value is missing. */
const MISSING = "∅";

/** A stored value as people read it; empty where nothing is said. */
function shown(id: string, stored: string): string {
  if (stored === "") return "";
  const isMissing = stored.startsWith(MISSING) && !stored.startsWith(MISSING + MISSING);
  const said: Said = isMissing ? { missing: stored.slice(MISSING.length) as MissingReason } : stored;
  return readable(field(id), said);
}

/** The months lived, by a date of birth that tells a month. */
function monthsLived(born: string): number | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(born) ?? [];
  if (!year) return null;
  const [y, m, d] = today().split("-").map(Number) as [number, number, number];
  return (y - Number(year)) * 12 + m - Number(month) - (Number(day ?? 1) > d ? 1 : 0);
}

/** Whole years, without the word; months below two years. */
function age({ born, age }: PersonLine): string {
  const months = monthsLived(born);
  if (months !== null && months >= 0) return months < 24 ? t("person-months", { n: months }) : String(Math.floor(months / 12));
  return shown("age", age) || shown("birth.date", born);
}

/** The person's name; empty if nobody said it. */
export function nameOf({ given, surname1, surname2 }: PersonLine): string {
  return [given, surname1, surname2].filter(Boolean).join(" ");
}

/** `isSince`: with when they came; a case says that itself. */
export function factsOf(person: PersonLine, isSince = true): string {
  const ms = isSince ? Date.parse(person.arrived_at) : NaN;
  const came = shown("arrival.list", person.arrival_list) || shown("arrival.mode", person.arrival_mode).toLocaleLowerCase();
  const sex = shown("sex", person.sex).toLocaleLowerCase();
  return [age(person), sex, came, Number.isNaN(ms) ? "" : ago(ms)].filter(Boolean).join(" · ");
}
