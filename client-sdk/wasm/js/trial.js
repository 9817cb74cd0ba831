// The Worker that judges foreign changes. It has no database, so that bytes which break it, or keep
// it busy, cost nothing but itself.

/** Ten times what the largest honest batch takes on a slow phone. */
const TRIAL_MS_MAX = 30_000;

export class Trial {
  #module;
  #worker = null;
  #last = Promise.resolve();

  /** `module`: the compiled module, shared with the store's Worker. */
  constructor(module) {
    this.#module = module;
  }

  /** Tries one batch; never rejects. Batches take turns, so that none is blamed for another. */
  run(batch) {
    this.#last = this.#last.then(() => this.#runNow(batch));
    return this.#last;
  }

  async #runNow(batch) {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    let deadline;
    const result = await new Promise((resolve) => {
      deadline = setTimeout(() => resolve({ ended: "too_slow" }), TRIAL_MS_MAX);
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = () => resolve({ ended: "trapped" });
      worker.postMessage({ batch });
    });
    clearTimeout(deadline);
    // Only these two say that the Worker itself cannot be used again.
    if (result.ended === "too_slow" || result.ended === "trapped") this.#end();
    return result;
  }

  #start() {
    const worker = new Worker(new URL("./trial-worker.js", import.meta.url), { type: "module" });
    worker.postMessage({ module: this.#module });
    return worker;
  }

  #end() {
    this.#worker.terminate();
    this.#worker = null;
  }
}
