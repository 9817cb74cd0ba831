// Paper that leaves the phone: each print is a line in the log of the device before the printer is asked.

import type { PrintKind } from "puente-sdk/messages.ts";
import { announce } from "../../app/announce.svelte";
import { failureText } from "../../app/failure";
import { call, failureOf } from "../../app/session.svelte";

/** Logs a print and opens the browser's dialog. Nothing is printed that could not be logged. */
export async function printLogged(kind: PrintKind, count = 1, record?: string): Promise<void> {
  try {
    await call("log_print", { kind, count, ...(record ? { record } : {}) });
    print();
  } catch (error) {
    announce(failureText(failureOf(error)), "alarm");
  }
}
