// Where the user is in the app. The way is kept only in memory: addresses would leave in the browser's history whose
// record was opened. The browser's back button follows the way nevertheless.

import type { Draft } from "./kept.svelte";
import type { SectionId } from "../person/sections";

export type Tab = "home" | "gate" | "lists" | "find" | "phone";

/** What a wide screen shows beside the tab's own list, and a narrow one in its place. */
export type Detail =
  /** `begun`: the initial content of a form; it becomes a draft only when something is changed. */
  | { at: "form"; draft: string; begun?: Draft }
  | { at: "saved"; record: string; list?: string }
  | { at: "import" }
  | { at: "list"; list: string }
  | { at: "history"; record: string }
  | { at: "courier" }
  | { at: "paper" }
  | { at: "from_paper"; code: string }
  | { at: "person"; record: string }
  | { at: "section"; record: string; section: SectionId }
  | { at: "conflicts"; record: string }
  | { at: "settings" }
  | { at: "attention" }
  | { at: "join" }
  | { at: "sign_in" }
  | { at: "quarantine"; number?: number }
  | { at: "server_conflicts" }
  | { at: "team" }
  | { at: "team_member"; account: string }
  | { at: "invite" }
  | { at: "team_devices" }
  | { at: "team_sites"; adds?: true }
  | { at: "setup" };

export interface Place {
  tab: Tab;
  detail: Detail | null;
}

/** Marks the present way in the browser's history: entries of an earlier way lead nowhere any more. */
let mark = crypto.randomUUID();
const way = $state<{ places: Place[]; at: number }>({ places: [{ tab: "gate", detail: null }], at: 0 });

export function place(): Place {
  return way.places[way.at] ?? { tab: "gate", detail: null };
}

/** Goes to a place. */
export function go(tab: Tab, detail: Detail | null = null): void {
  way.places = [...way.places.slice(0, way.at + 1), { tab, detail }];
  way.at += 1;
  history.pushState({ mark, at: way.at }, "");
}

/** Replaces the present place, so that back does not return to it. */
export function goInstead(tab: Tab, detail: Detail | null = null): void {
  way.places[way.at] = { tab, detail };
}

export function back(): void {
  if (way.at > 0) history.back();
  else way.places[0] = { tab: place().tab, detail: null };
}

/** Begins the way at the first screen of whoever has unlocked. */
export function startAt(tab: Tab): void {
  way.places = [{ tab, detail: null }];
}

/** Forgets the way: the next person who unlocks starts at their own first screen. */
export function forgetWay(): void {
  way.places = [{ tab: "gate", detail: null }];
  way.at = 0;
  mark = crypto.randomUUID();
  // The browser's present entry counts as the beginning, whatever is before it.
  begin();
}

function begin(): void {
  history.replaceState({ mark, at: 0 }, "");
}

// A reloaded page begins anew, too.
begin();

addEventListener("popstate", (event: PopStateEvent) => {
  const state = event.state as { mark?: string; at?: number } | null;
  if (state?.mark === mark) way.at = Math.min(state.at ?? 0, way.places.length - 1);
  // Entries from before the lock are skipped, back to where the app was opened.
  else history.back();
});
