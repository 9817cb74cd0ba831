// The Worker that tries foreign changes. It has no database, so bytes that break it or keep it busy harm nothing else.

import type { TrialResult } from "./messages.ts";
import type { TrialRequest } from "./trial-worker.ts";

/** Ten times the time of the largest honest batch on a slow phone. */
const TRIAL_MS_MAX = 30_000;

export class Trial {
  #module: WebAssembly.Module;
  #worker: Worker | null = null;
  #last: Promise<unknown> = Promise.resolve();

  /** `module`: the compiled module, shared with the store's Worker. */
  constructor(module: WebAssembly.Module) {
    this.#module = module;
  }

  /** Tries one batch; never rejects. Batches run one after the other, so that none is blamed for another. */
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
    // Only these two mean that the Worker cannot be used again.
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
