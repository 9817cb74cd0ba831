// What people read, in their language. A text is looked up by its key; the types see to it that every
// language has every key.

import type { Words } from "puente-sdk/messages.ts";
import { en } from "../messages/en";
import { es } from "../messages/es";

/** A text, or its forms by number. `{name}` stands for a value. */
export type Text = string | { one: string; other: string };
export type Key = keyof typeof es & string;
export type Language = "es" | "en";

const TEXTS: Record<Language, Record<Key, Text>> = { es, en };
export const LANGUAGES: readonly Language[] = ["es", "en"];
const LOCALES: Record<Language, string> = { es: "es-MX", en: "en" };
// The language is no secret, and is needed before anybody has unlocked anything.
const KEPT = "puente.language";

const chosen = $state({ language: remembered() });

function remembered(): Language {
  return localStorage.getItem(KEPT) === "en" ? "en" : "es";
}

/** The language that people read now. */
export function language(): Language {
  return chosen.language;
}

export function speak(language: Language): void {
  chosen.language = language;
  localStorage.setItem(KEPT, language);
  document.documentElement.lang = language;
}

/** The text of a key. `n` chooses between its forms. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  let text = TEXTS[chosen.language][key];
  if (typeof text !== "string") {
    const one = new Intl.PluralRules(LOCALES[chosen.language]).select(Number(values.n)) === "one";
    text = one ? text.one : text.other;
  }
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? number(value) : value;
  });
}

/** Whether there is a text of this key: for codes that come from elsewhere. */
export function known(key: string): key is Key {
  return key in es;
}

/** The words of the field table in the language that people read now. */
export function say(words: Words): string {
  return words[chosen.language];
}

export function number(value: number): string {
  return new Intl.NumberFormat(LOCALES[chosen.language]).format(value);
}

export function bytes(value: number): string {
  const [unit, divisor] =
    value < 1000 ? (["byte", 1] as const) : value < 1e6 ? (["kilobyte", 1e3] as const) : (["megabyte", 1e6] as const);
  return new Intl.NumberFormat(LOCALES[chosen.language], {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: value < 1e6 ? 0 : 1,
  }).format(value / divisor);
}

// The site's time zone: hours and days are those of the place, whatever the phone is set to.
const clock = $state<{ zone: string | undefined }>({ zone: undefined });

/** Tells hours and days by this zone from now on; by the phone's own where it does not know it. */
export function useZone(zone: string | null): void {
  try {
    clock.zone = zone === null ? undefined : new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    clock.zone = undefined;
  }
}

/** `2026-11-29T16:05` by the clocks of the place. */
function local(ms: number): string {
  const options = { timeZone: clock.zone, dateStyle: "short", timeStyle: "medium", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat("sv", options).format(ms).replace(" ", "T").slice(0, 16);
}

/** The moment when the clocks of the place show this; NaN where it is no time. */
export function momentOf(shown: string): number {
  const asUtc = Date.parse(`${shown}Z`);
  if (Number.isNaN(asUtc)) return NaN;
  return asUtc - (Date.parse(`${local(asUtc)}Z`) - asUtc);
}

/** The hour, with the day when it is not today. */
export function when(ms: number): string {
  const isToday = local(ms).slice(0, 10) === local(Date.now()).slice(0, 10);
  const time = { hour: "numeric", minute: "2-digit", timeZone: clock.zone } as const;
  const options: Intl.DateTimeFormatOptions = isToday ? time : { day: "numeric", month: "short", ...time };
  return new Intl.DateTimeFormat(LOCALES[chosen.language], options).format(ms);
}

/** A date of any precision: `1990`, `1990-05`, `1990-05-17`. As it is where it is none. */
export function day(written: string): string {
  const [, year, month, dayOfMonth] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(written) ?? [];
  if (!year) return written;
  if (!month) return year;
  const date = new Date(Number(year), Number(month) - 1, Number(dayOfMonth ?? 1));
  // The 31st of February is no day in March: it is shown as it was written.
  if (date.getMonth() !== Number(month) - 1) return written;
  return new Intl.DateTimeFormat(LOCALES[chosen.language], {
    year: "numeric",
    month: "long",
    ...(dayOfMonth ? { day: "numeric" } : {}),
  }).format(date);
}

/** The months' names, January first. */
export function months(): string[] {
  const format = new Intl.DateTimeFormat(LOCALES[chosen.language], { month: "long" });
  return Array.from({ length: 12 }, (_, month) => format.format(new Date(2026, month, 1)));
}
