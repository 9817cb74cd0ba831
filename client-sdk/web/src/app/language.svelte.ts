// Looks up texts by their keys in the catalogue of the chosen language.

import { FluentBundle } from "@fluent/bundle";
import { KEYS, LANGUAGES, type Key, type Language, type Pattern, type Texts } from "puente-texts";
import type { Words } from "puente-sdk/messages.ts";
import { announce } from "./announce.svelte";

/** A key whose text takes no values. */
export type PlainKey = { [K in Key]: keyof Texts[K] extends never ? K : never }[Key];
type Together<Each> = (Each extends unknown ? (of: Each) => void : never) extends (of: infer All) => void ? All : never;
/** The values of a text; those of all texts if the key may be one of several. */
type Values<K extends Key> = K extends PlainKey ? [] : [values: Together<Texts[K]>];
type Chosen = { language: Language; bundle: FluentBundle; patterns: Pattern[]; rows?: Record<string, string> };

// The language is no secret, and is needed before the app is unlocked.
const KEPT = "puente.language";
const KNOWN = new Map<string, number>(KEYS.map((key, place) => [key, place]));

let chosen = $state.raw<Chosen>();

/** Reads the texts of the language chosen on this phone, or of the first language if that fails. Must run before any text. */
export async function readTexts(): Promise<void> {
  const kept = LANGUAGES.find(({ code }) => code === localStorage.getItem(KEPT));
  use(await (kept ? read(kept).catch(() => read(LANGUAGES[0])) : read(LANGUAGES[0])));
}

/** Changes the language. Announces it if the texts are not on this phone and there is no network. */
export async function speak(code: string): Promise<void> {
  const wanted = LANGUAGES.find((one) => one.code === code) ?? LANGUAGES[0];
  try {
    use(await read(wanted));
    localStorage.setItem(KEPT, wanted.code);
  } catch {
    announce(t("settings-language_missing"), "alarm");
  }
}

async function read(language: Language): Promise<Chosen> {
  // Marks around values would be copied, compared and printed with them.
  const bundle = new FluentBundle(language.locale, { useIsolating: false });
  const { default: patterns, rows } = await language.load();
  return { language, bundle, patterns, rows };
}

function use(next: Chosen): void {
  chosen = next;
  document.documentElement.lang = next.language.code;
}

function spoken(): Chosen {
  if (!chosen) throw new Error("a text is asked for before one is there");
  return chosen;
}

/** The present language. */
export function language(): Language {
  return spoken().language;
}

/** The text of a key, with its values. In a built app a key may be the place of its text already: see build/texts.js. */
export function t<K extends Key>(key: K, ...[values]: Values<K>): string {
  const { bundle, patterns } = spoken();
  const pattern = patterns[typeof key === "number" ? key : (KNOWN.get(key) ?? -1)];
  // An error within a text shows as its `{$name}`; an exception would help nobody at the gate.
  return pattern === undefined ? key : bundle.formatPattern(pattern, values, []);
}

/** Whether there is a text with this key: for codes that come from elsewhere. */
export function known(key: string): key is PlainKey {
  return KNOWN.has(key);
}

/**
 * The words of a row of the field table. Spanish and English are in the table itself, which reads lists by them and
 * travels with the module; other languages bring the rows along.
 */
export function say(row: string, words: Words): string {
  const { language, rows } = spoken();
  return rows?.[row.replaceAll(".", "-")] ?? words[language.code as keyof Words] ?? words.es;
}

export function number(value: number): string {
  return new Intl.NumberFormat(language().locale).format(value);
}

export function bytes(value: number): string {
  const [unit, divisor] =
    value < 1000 ? (["byte", 1] as const) : value < 1e6 ? (["kilobyte", 1e3] as const) : (["megabyte", 1e6] as const);
  return new Intl.NumberFormat(language().locale, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: value < 1e6 ? 0 : 1,
  }).format(value / divisor);
}

// The site's time zone: hours and days are those of the site, whatever the phone's setting is.
const clock = $state<{ zone: string | undefined }>({ zone: undefined });

/** Uses this zone for hours and days from now on, or the phone's own if the browser does not know it. */
export function useZone(zone: string | null): void {
  try {
    clock.zone = zone === null ? undefined : new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    clock.zone = undefined;
  }
}

/** `2026-11-29T16:05` by the clocks of the site. */
function local(ms: number): string {
  const options = { timeZone: clock.zone, dateStyle: "short", timeStyle: "medium", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat("sv", options).format(ms).replace(" ", "T").slice(0, 16);
}

/** A stored moment as an input for a time shows it, by the clocks of the site; text that is no moment stays as it is. */
export function localTime(stored: string): string {
  const ms = /Z$/.test(stored) ? Date.parse(stored) : NaN;
  return Number.isNaN(ms) ? stored : local(ms);
}

/** `2026-11-30`, the day at the site. */
export function today(): string {
  return local(Date.now()).slice(0, 10);
}

/** The moment at which the clocks of the site show this; NaN if it is no time. */
export function momentOf(shown: string): number {
  const asUtc = Date.parse(`${shown}Z`);
  if (Number.isNaN(asUtc)) return NaN;
  return asUtc - (Date.parse(`${local(asUtc)}Z`) - asUtc);
}

/** The hour, with the day when it is not today or when it is to be read later: `isKept`. */
export function when(ms: number, isKept = false): string {
  const isToday = local(ms).slice(0, 10) === today();
  const time = { hour: "numeric", minute: "2-digit", timeZone: clock.zone } as const;
  const options: Intl.DateTimeFormatOptions = isToday && !isKept ? time : { day: "numeric", month: "short", ...time };
  return new Intl.DateTimeFormat(language().locale, options).format(ms);
}

/** How long ago, within a day; then when it was. */
export function ago(ms: number): string {
  const minutes = Math.max(0, Math.floor((Date.now() - ms) / 60_000));
  if (minutes >= 24 * 60) return when(ms);
  const told = new Intl.RelativeTimeFormat(language().locale, { style: "short" });
  return minutes < 60 ? told.format(-minutes, "minute") : told.format(-Math.floor(minutes / 60), "hour");
}

/** A date of any precision: `1990`, `1990-05`, `1990-05-17`. Other text stays as it is. */
export function day(written: string): string {
  const [, year, month, dayOfMonth] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(written) ?? [];
  if (!year) return written;
  if (!month) return year;
  const date = new Date(Number(year), Number(month) - 1, Number(dayOfMonth ?? 1));
  // 31 February does not become a day in March: it is shown as written.
  if (date.getMonth() !== Number(month) - 1) return written;
  return new Intl.DateTimeFormat(language().locale, {
    year: "numeric",
    month: "long",
    ...(dayOfMonth ? { day: "numeric" } : {}),
  }).format(date);
}

/** The months' names, January first. */
export function months(): string[] {
  const format = new Intl.DateTimeFormat(language().locale, { month: "long" });
  return Array.from({ length: 12 }, (_, month) => format.format(new Date(2026, month, 1)));
}
