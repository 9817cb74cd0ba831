// The stream of pokes. A poke says that there is something new, never what.

import type { Store } from "./puente_wasm.js";
import { backoffMs } from "./backoff.ts";
import { Broken, Exchange, Refused } from "./line.ts";

/** The first wait before the stream is opened again. */
const RETRY_FIRST_MS = 5_000;
const RETRY_MAX_MS = 10 * 60_000;

export class Pokes {
  #store: Store;
  #poked: () => void;
  #exchange: Exchange | null = null;
  #timer: number | null = null;
  #failures = 0;

  /** `poked`: called for every poke, and whenever the stream is open again, because pokes may have been missed. */
  constructor(store: Store, poked: () => void) {
    this.#store = store;
    this.#poked = poked;
    addEventListener("online", () => {
      // If the stream waits for its next attempt, it is opened at once.
      if (this.#timer) this.#listen();
    });
  }

  isBegun = false;

  begin(): void {
    if (this.isBegun) return;
    this.isBegun = true;
    this.#listen();
  }

  end(): void {
    this.isBegun = false;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#exchange?.stop();
  }

  async #listen(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const exchange = new Exchange();
    this.#exchange = exchange;
    try {
      await exchange.events(this.#store.eventsCredential());
      this.#failures = 0;
      this.#poked();
      let text = "";
      for await (const chunk of exchange.chunks()) {
        text += new TextDecoder().decode(chunk);
        if (/^event: poke$/m.test(text)) this.#poked();
        // Keeps the part of a line that has arrived so far.
        text = text.slice(text.lastIndexOf("\n") + 1);
      }
    } catch (error) {
      // If the store fails, its next caller gets the failure.
      if (!(error instanceof Refused || error instanceof Broken)) this.isBegun = false;
      this.#failures += 1;
    }
    if (!this.isBegun) return;
    const wait = backoffMs(this.#failures, RETRY_FIRST_MS, RETRY_MAX_MS);
    this.#timer = setTimeout(() => this.#listen(), wait);
  }
}
