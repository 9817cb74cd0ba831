// The queue of this phone as screens show it: read again while records change, and grouped by what is to be done.

import type { Case, CaseReason, Queue } from "puente-sdk/messages.ts";
import type { Detail, Tab } from "../../app/router.svelte";
import { call, session } from "../../app/session.svelte";
import type { IconName } from "../icons";

/** While a sync brings records, the queue is read at most this often. */
const AGAIN_MS = 1000;

/** The groups of a home, in the order of harm. */
export const GROUPS = ["minors", "urgent", "refused", "conflicts", "lists", "unsent"] as const;
export type Group = (typeof GROUPS)[number];

const GROUP_OF: Record<CaseReason, Group> = {
  minor_alone: "minors",
  minor_unclear: "minors",
  urgent_now: "urgent",
  urgent_today: "urgent",
  refused: "refused",
  conflict: "conflicts",
  list_open: "lists",
  unsent: "unsent",
};

export const ICON_OF: Record<Group, IconName> = {
  minors: "child",
  urgent: "medical",
  refused: "alert",
  conflicts: "fork",
  lists: "list",
  unsent: "saved",
};

export function groupOf({ why }: { why: CaseReason }): Group {
  return GROUP_OF[why];
}

/** How many cases a group has, also those not shown. */
export function totalOf(queue: Queue, group: Group): number {
  return queue.totals.filter((total) => groupOf(total) === group).reduce((sum, { cases }) => sum + cases, 0);
}

/** What identifies a case among those on the screen. */
export function keyOf({ why, person, list }: Case): string {
  return `${why} ${person?.record ?? list?.list ?? ""}`;
}

/** Where the first answer of a case is given. */
export function placeOf({ answers: [answer], person, list }: Case): { tab?: Tab; detail: Detail | null } {
  const record = person?.record;
  if (answer === "see_refusal") return { detail: { at: "attention" } };
  if (answer === "send") return { tab: "phone", detail: null };
  if (list) return { detail: { at: "list", list: list.list } };
  if (!record) return { detail: { at: "attention" } };
  if (answer === "decide" || answer === "see_values") return { detail: { at: "conflicts", record } };
  return { detail: { at: "person", record } };
}

/** The queue with at most `limit` cases of each reason; null until it is read. For the top of a component. */
export function liveQueue(limit: number): { readonly now: Queue | null } {
  let queue = $state.raw<Queue | null>(null);
  let read_ms = 0;
  $effect(() => {
    void session.generation;
    void session.status?.waiting;
    void session.status?.needs_attention;
    const wait_ms = Math.max(0, read_ms + AGAIN_MS - Date.now());
    const timer = setTimeout(() => {
      read_ms = Date.now();
      void call("queue", { limit }).then((found) => (queue = found));
    }, wait_ms);
    return () => clearTimeout(timer);
  });
  return {
    get now() {
      return queue;
    },
  };
}
