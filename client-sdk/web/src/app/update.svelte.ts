// A new version that waits: said where nobody is in the midst of something, and taken when its person says so.

import { isUpdateReady, takeUpdate, UPDATE_READY } from "../shell/update";
import { rest } from "./session.svelte";

const waiting = $state({ ready: isUpdateReady(), taking: false });
addEventListener(UPDATE_READY, () => (waiting.ready = true));

export function updateWaits(): boolean {
  return waiting.ready;
}

/** Closes the store, when whatever is being written is written, and loads the app anew. */
export async function update(): Promise<void> {
  if (waiting.taking) return;
  waiting.taking = true;
  await rest();
  await takeUpdate();
}
