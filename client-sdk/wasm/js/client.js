// The page's side: a Worker with the store, called by messages.

/** A call that did nothing. Texts for people are looked up by `code`. */
export class StoreFailure extends Error {
  /** @param {import("./messages.d.ts").Failure} failure */
  constructor({ code, advice, reason }) {
    super(reason);
    this.name = "StoreFailure";
    this.code = code;
    this.advice = advice;
  }
}

export class StoreClient {
  #worker;
  #waiting = new Map();
  #lastId = 0;

  constructor() {
    this.#worker = new Worker(new URL("./store-worker.js", import.meta.url), { type: "module" });
    this.#worker.onmessage = ({ data }) => this.#settle(data);
    this.#worker.onerror = (event) => this.#end(event.message);
  }

  /** Opens the store, or makes it where there is none; `created` tells which. */
  open(passphrase) {
    return this.#call("open", { passphrase });
  }

  /**
   * Registers a person; once it resolves, the person is on this device's disk. Answers the code to say
   * and to write down.
   * @param {import("./messages.d.ts").Person} person
   */
  async register(person) {
    return (await this.#call("register", { person })).code;
  }

  /** The people whose names begin or sound like every word of `text`. */
  async find(text) {
    return (await this.#call("find", { text })).people;
  }

  /** Everybody in the store, by name. */
  async list() {
    return (await this.#call("list", {})).people;
  }

  /** What the store holds and what waits to be sent. */
  async status() {
    return (await this.#call("status", {})).status;
  }

  /** Has foreign changes judged, by a Worker of their own. */
  trial(batch) {
    return this.#call("trial", { batch });
  }

  /** Locks the store and lets other tabs have it. */
  async close() {
    await this.#call("close", {});
    this.#end("the store was closed");
  }

  #call(call, request) {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      if (!this.#worker) return reject(ended("the store was closed"));
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, call, ...request });
    });
  }

  #settle({ id, ok, failure }) {
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (failure) reject(new StoreFailure(failure));
    else resolve(ok);
  }

  #end(reason) {
    this.#worker.terminate();
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(ended(reason));
    this.#waiting.clear();
  }
}

function ended(reason) {
  return new StoreFailure({ code: "defect", advice: "report", reason });
}
