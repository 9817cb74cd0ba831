// A new version that waits: offered where it interrupts nobody, and activated when the user chooses it.

import { isUpdateReady, takeUpdate, UPDATE_READY } from "../shell/update";
import { rest } from "./session.svelte";

const waiting = $state({ ready: isUpdateReady(), taking: false });
addEventListener(UPDATE_READY, () => (waiting.ready = true));

export function updateWaits(): boolean {
  return waiting.ready;
}

/** Closes the store after a write in progress, and reloads the app. */
export async function update(): Promise<void> {
  if (waiting.taking) return;
  waiting.taking = true;
  await rest();
  await takeUpdate();
}
