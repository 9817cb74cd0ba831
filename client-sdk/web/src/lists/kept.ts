// The file of a list, kept in the encrypted store of the phone that took it in, so that it can be handed on.

import { fromBase64, pack, toBase64, unpack } from "../app/file";
import { call } from "../app/session.svelte";
import type { Chosen } from "./chosen";

/** What the store keeps under one key: 256 KiB, which is a CSV of some 10,000 people. */
const KEPT_LETTERS_MAX = 250_000;

const keyOf = (list: string) => `list/${list}`;

export async function keepList(list: string, chosen: Chosen): Promise<void> {
  const file = toBase64(await pack(chosen.file));
  const value = JSON.stringify({ ...chosen, file });
  // Too large to keep is too large to hand on; whoever wants to says so then.
  if (value.length <= KEPT_LETTERS_MAX) await call("keep", { key: keyOf(list), value });
}

/** Null where this phone got the list through the network, or it was too large. */
export async function keptList(list: string): Promise<Chosen | null> {
  const { kept } = await call("kept", { prefix: keyOf(list) });
  if (!kept[0]) return null;
  const found = JSON.parse(kept[0].value) as Omit<Chosen, "file"> & { file: string };
  return { ...found, file: await unpack(fromBase64(found.file)) };
}

export async function dropList(list: string): Promise<void> {
  await call("drop_kept", { key: keyOf(list) });
}
