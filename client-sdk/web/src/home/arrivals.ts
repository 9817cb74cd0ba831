// Arrivals by hour and day of the site.

import { localTime } from "../app/language.svelte";
import type { Point } from "../ui/chart/ChartFrame.svelte";

export const DAYS = 14;
const HOUR_MS = 60 * 60 * 1000;

/** `2026-11-30T16:05` by the clocks of the site. */
function local(ms: number): string {
  return localTime(new Date(ms).toISOString());
}

/** The last days at the site, the earliest first. */
export function lastDays(now_ms: number): string[] {
  const days = new Set<string>();
  // By hours: a day at which clocks change has 23 or 25 of them.
  for (let at = now_ms; days.size < DAYS; at -= 12 * HOUR_MS) days.add(local(at).slice(0, 10));
  return [...days].reverse();
}

export function byDay(times: readonly number[], days: readonly string[]): (Point & { date: string })[] {
  const came = new Map<string, number>();
  for (const ms of times) {
    const date = local(ms).slice(0, 10);
    came.set(date, (came.get(date) ?? 0) + 1);
  }
  return days.map((date) => ({ date, label: `${Number(date.slice(8))}/${Number(date.slice(5, 7))}`, value: came.get(date) ?? 0 }));
}

/** The hours of one day, from midnight. */
export function byHour(times: readonly number[], date: string): Point[] {
  const hours = Array.from({ length: 24 }, (_, hour) => ({ label: String(hour), value: 0 }));
  for (const ms of times) {
    const at = local(ms);
    const hour = hours[Number(at.slice(11, 13))];
    if (at.startsWith(date) && hour) hour.value += 1;
  }
  return hours;
}
