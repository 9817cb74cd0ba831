// The Worker that judges foreign changes. It has no database, so that bytes which break it, or keep
// it busy, cost nothing but itself.

import type { TrialResult } from "./messages.ts";
import type { TrialRequest } from "./trial-worker.ts";

/** Ten times what the largest honest batch takes on a slow phone. */
const TRIAL_MS_MAX = 30_000;

export class Trial {
  #module: WebAssembly.Module;
  #worker: Worker | null = null;
  #last: Promise<unknown> = Promise.resolve();

  /** `module`: the compiled module, shared with the store's Worker. */
  constructor(module: WebAssembly.Module) {
    this.#module = module;
  }

  /** Tries one batch; never rejects. Batches take turns, so that none is blamed for another. */
  run(batch: Uint8Array): Promise<TrialResult> {
    const run = this.#last.then(() => this.#runNow(batch));
    this.#last = run;
    return run;
  }

  async #runNow(batch: Uint8Array): Promise<TrialResult> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    let deadline: number | undefined;
    const result = await new Promise<TrialResult>((resolve) => {
      deadline = setTimeout(() => resolve({ ended: "too_slow" }), TRIAL_MS_MAX);
      worker.onmessage = ({ data }: MessageEvent<TrialResult>) => resolve(data);
      worker.onerror = () => resolve({ ended: "trapped" });
      worker.postMessage({ batch } satisfies TrialRequest);
    });
    clearTimeout(deadline);
    // Only these two say that the Worker itself cannot be used again.
    if (result.ended === "too_slow" || result.ended === "trapped") this.#end();
    return result;
  }

  #start(): Worker {
    const worker = new Worker(new URL("./trial-worker.js", import.meta.url), { type: "module" });
    worker.postMessage({ module: this.#module } satisfies TrialRequest);
    return worker;
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }
}
