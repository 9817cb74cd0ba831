// The page's side: a Worker with the store, called by messages. Types: client.d.ts.

import "./trusted.js";

export class StoreFailure extends Error {
  constructor({ code, advice, reason, field }) {
    super(reason);
    this.name = "StoreFailure";
    this.code = code;
    this.advice = advice;
    this.field = field;
  }
}

export class StoreClient {
  #worker = null;
  #waiting = new Map();
  #listeners = new Set();
  #lastId = 0;

  call(name, request = {}) {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#worker ??= this.#begin();
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, call: name, request });
    });
  }

  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async lock() {
    if (!this.#worker) return;
    // Whatever is being written is written first.
    await this.call("lock");
    this.#end({ code: "not_open", advice: "unlock", reason: "the store was locked" });
  }

  async storage() {
    const [persisted, { usage, quota }] = await Promise.all([
      navigator.storage.persisted(),
      navigator.storage.estimate(),
    ]);
    return { persisted, usage_bytes: usage ?? null, quota_bytes: quota ?? null };
  }

  persist() {
    return navigator.storage.persist();
  }

  #begin() {
    const worker = new Worker(new URL("./store-worker.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => (data.notice ? this.#tell(data) : this.#settle(data));
    worker.onerror = (event) => {
      const failure = { code: "defect", advice: "report", reason: event.message ?? "no Worker" };
      this.#end(failure);
      this.#tell({ notice: "ended", failure });
    };
    return worker;
  }

  #tell(notice) {
    for (const listener of this.#listeners) listener(notice);
  }

  #settle({ id, ok, failure }) {
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (failure) reject(new StoreFailure(failure));
    else resolve(ok);
  }

  #end(failure) {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(new StoreFailure(failure));
    this.#waiting.clear();
  }
}
