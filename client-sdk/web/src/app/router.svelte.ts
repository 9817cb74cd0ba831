// Where somebody is in the app. The way is kept in memory alone: an address would leave in the browser's
// history who was looked at. The browser's own back button walks it all the same.

import type { Draft } from "./kept.svelte";
import type { SectionId } from "../person/sections";

export type Tab = "gate" | "lists" | "find" | "phone";

/** What stands beside the tab's own list on a wide screen, and in its place on a narrow one. */
export type Detail =
  /** `begun`: what a form starts with that is no draft until something is changed in it. */
  | { at: "form"; draft: string; begun?: Draft }
  | { at: "saved"; record: string; list?: string }
  | { at: "import" }
  | { at: "list"; list: string }
  | { at: "history"; record: string }
  | { at: "courier" }
  | { at: "person"; record: string }
  | { at: "section"; record: string; section: SectionId }
  | { at: "conflicts"; record: string }
  | { at: "settings" }
  | { at: "attention" }
  | { at: "join" };

export interface Place {
  tab: Tab;
  detail: Detail | null;
}

/** Names the way in the browser's history: what stands there of an earlier one leads nowhere any more. */
let mark = crypto.randomUUID();
const way = $state<{ places: Place[]; at: number }>({ places: [{ tab: "gate", detail: null }], at: 0 });

export function place(): Place {
  return way.places[way.at] ?? { tab: "gate", detail: null };
}

/** Goes on to a place. */
export function go(tab: Tab, detail: Detail | null = null): void {
  way.places = [...way.places.slice(0, way.at + 1), { tab, detail }];
  way.at += 1;
  history.pushState({ mark, at: way.at }, "");
}

/** Takes the place of where one is, so that back does not return to it. */
export function goInstead(tab: Tab, detail: Detail | null = null): void {
  way.places[way.at] = { tab, detail };
}

export function back(): void {
  if (way.at > 0) history.back();
  else way.places[0] = { tab: place().tab, detail: null };
}

/** Forgets the way: whoever unlocks next starts at the gate. */
export function forgetWay(): void {
  way.places = [{ tab: "gate", detail: null }];
  way.at = 0;
  mark = crypto.randomUUID();
  // Where the browser is now counts as the beginning, whoever's steps are behind it.
  begin();
}

function begin(): void {
  history.replaceState({ mark, at: 0 }, "");
}

// A page that was loaded anew begins anew, too.
begin();

addEventListener("popstate", (event: PopStateEvent) => {
  const state = event.state as { mark?: string; at?: number } | null;
  if (state?.mark === mark) way.at = Math.min(state.at ?? 0, way.places.length - 1);
  // Somebody's steps before the lock: they are passed over, back to where the app was opened.
  else history.back();
});
