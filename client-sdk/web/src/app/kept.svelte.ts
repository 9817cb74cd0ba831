// What the app keeps in the encrypted store: this person's settings on this phone, and drafts.

import type { Basis, Values } from "puente-sdk/messages.ts";
import { call } from "./session.svelte";

/** How the privacy notice was given; a code of the list `notice.mode`. */
export type NoticeMode = "shown" | "read_out";

/** How people arrive at this gate now. It is written into every registration. */
export interface Arrival {
  mode: string;
  point: string;
  list: string;
}

export interface Settings {
  arrival: Arrival;
  /** Whether the notice was read out to the whole group of this arrival. */
  notice_to_group: boolean;
  lock_after_min: number;
  /** Numbers typed on this phone, if the server has sent none for this site. */
  dif_phone: string;
  attorney_phone: string;
}

/** Whom to call for a child: child protection, and its attorney. */
export type Office = "dif" | "attorney";

/** The record of one of the two calls for a child who came alone. */
export interface Call {
  at_ms: number;
  /** `answered`, or `in_person` without a signal. */
  how: "answered" | "in_person";
  who: string;
}

/** A registration that is not finished. */
export interface Draft {
  id: string;
  fields: Values;
  basis: Basis;
  notice: NoticeMode | null;
  /** When the form first recognised a child who came alone. */
  alone_since_ms: number | null;
  dif: Call | null;
  attorney: Call | null;
  /** The offices that were dialled and not yet reached. */
  dialled?: Office[];
  /** The machine-readable zone of a paper, as it was pasted. */
  mrz: string;
  /** The row of an arrival list that is registered, with its values. */
  row?: { list: string; names: string[]; place: number; fields: Values };
  /** A record of the same family. */
  family_of?: string;
  /** The sheet of paper from which it is typed: its code, its day, and who wrote it. */
  paper?: { code: string; at_ms: number; by: string };
}

const FIRST: Settings = {
  arrival: { mode: "foot", point: "", list: "" },
  notice_to_group: false,
  lock_after_min: 5,
  dif_phone: "",
  attorney_phone: "",
};

const kept = $state<{ settings: Settings; drafts: Draft[] }>({ settings: FIRST, drafts: [] });

export function settings(): Settings {
  return kept.settings;
}

/** Unfinished registrations, the latest first. */
export function drafts(): Draft[] {
  return kept.drafts;
}

export async function loadKept(): Promise<void> {
  const [{ kept: drafts }, { kept: settings }] = await Promise.all([
    call("kept", { prefix: draftKey("") }),
    call("kept", { prefix: "settings" }),
  ]);
  kept.settings = { ...FIRST, ...(JSON.parse(settings[0]?.value ?? "{}") as Partial<Settings>) };
  kept.drafts = drafts.map(({ value }) => JSON.parse(value) as Draft);
}

export function forgetKept(): void {
  kept.settings = FIRST;
  kept.drafts = [];
}

export async function change(settings: Partial<Settings>): Promise<void> {
  kept.settings = { ...kept.settings, ...settings };
  await call("keep", { key: "settings", value: JSON.stringify(kept.settings) });
}

export function draftKey(id: string): string {
  return `draft/${id}`;
}

export function newDraft(fields: Values = {}): Draft {
  return {
    id: crypto.randomUUID(),
    fields,
    basis: "told",
    notice: kept.settings.notice_to_group ? "read_out" : null,
    alone_since_ms: null,
    dif: null,
    attorney: null,
    mrz: "",
  };
}

export async function keepDraft(draft: Draft): Promise<void> {
  await call("keep", { key: draftKey(draft.id), value: JSON.stringify(draft) });
  // Shown only once it is on disk.
  kept.drafts = [draft, ...kept.drafts.filter((held) => held.id !== draft.id)];
}

/** Call this when the draft became a record: the same write deleted it from the store. */
export function draftDone(id: string): void {
  kept.drafts = kept.drafts.filter((held) => held.id !== id);
}

export async function dropDraft(id: string): Promise<void> {
  draftDone(id);
  await call("drop_kept", { key: draftKey(id) });
}
