// A baby's age, which people state in months. Records hold whole years; the month of birth that follows from the age
// holds the rest, and is marked as an estimate.

import type { Values } from "puente-sdk/messages.ts";

/** Most months: from two years on, people count in years. */
const MONTHS_MAX = 23;

/** An age in months as people type it; the SDK reads it too. */
export function inMonths(months: string): string {
  return `${months} meses`;
}

/** The digits of an age in months; null for another age. */
export function monthsOf(age: string): string | null {
  return /^(\d{1,2}) meses$/.exec(age)?.[1] ?? null;
}

/** The digits after another tap. A number that would be too large begins anew, so a mistake is corrected by typing on. */
export function typedOn(digits: string, digit: string, isMonths: boolean): string {
  const more = digits === "0" ? digit : digits + digit;
  return more.length > 2 || (isMonths && Number(more) > MONTHS_MAX) ? digit : more;
}

/** What a record is told of an age; `today` by the clocks of the place, as `2026-11-30`. */
export function ageFields(age: string, today: string): Values {
  const told = monthsOf(age);
  if (told === null) return {};
  const months = Number(told);
  const born = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 - months;
  const month = String((born % 12) + 1).padStart(2, "0");
  return { age: String(Math.floor(months / 12)), "birth.date": `${Math.floor(born / 12)}-${month}`, "birth.estimated": "yes" };
}
