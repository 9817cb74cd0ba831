// The Worker that judges foreign changes. It has no database, so that bytes which break it, or keep
// it busy, cost nothing but itself.

/** Ten times what the largest honest batch takes on a slow phone. */
const TRIAL_MS_MAX = 30_000;

export class Trial {
  #module;
  #worker = null;
  #waiting = new Map();
  #lastId = 0;

  /** `module`: the compiled module, shared with the store's Worker. */
  constructor(module) {
    this.#module = module;
  }

  /** Tries one batch; never rejects. A Worker that ended is replaced at the next batch. */
  async run(batch) {
    const worker = this.#started();
    const id = ++this.#lastId;
    const result = new Promise((resolve) => this.#waiting.set(id, resolve));
    const deadline = setTimeout(() => this.#end("too_slow"), TRIAL_MS_MAX);
    worker.postMessage({ id, batch });
    try {
      return await result;
    } finally {
      clearTimeout(deadline);
    }
  }

  #started() {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL("./trial-worker.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => {
      if (data.ended === "trapped") return this.#end("trapped");
      this.#waiting.get(data.id)?.(data.result);
      this.#waiting.delete(data.id);
    };
    worker.onerror = () => this.#end("trapped");
    worker.postMessage({ module: this.#module });
    this.#worker = worker;
    return worker;
  }

  #end(ended) {
    this.#worker?.terminate();
    this.#worker = null;
    for (const resolve of this.#waiting.values()) resolve({ ended });
    this.#waiting.clear();
  }
}
