// The page's side: starts the Worker with the store, and calls it by messages.

import "./trusted.js";
import type { Advice, Calls, Failure, FailureCode, Notice, Reply, Storage } from "./messages.ts";

export type * from "./messages.ts";

/** A call that had no effect. The page has the texts for people by `code`. */
export class StoreFailure extends Error {
  readonly code: FailureCode;
  readonly advice: Advice;
  readonly field: string | undefined;
  readonly retry_after_s: number | undefined;

  constructor({ code, advice, reason, field, retry_after_s }: Failure) {
    super(reason);
    this.name = "StoreFailure";
    this.code = code;
    this.advice = advice;
    this.field = field ?? undefined;
    this.retry_after_s = retry_after_s;
  }
}

/** A call that waits for its reply. Ids, not types, tell which reply belongs to which call. */
interface Waiting {
  resolve(reply: never): void;
  reject(failure: StoreFailure): void;
}

/** The store's Worker, called by messages. A page has one. */
export class StoreClient {
  #worker: Worker | null = null;
  #waiting = new Map<number, Waiting>();
  #listeners = new Set<(notice: Notice) => void>();
  #lastId = 0;

  /** See `Calls`. Rejects with a `StoreFailure`. */
  call<Name extends keyof Calls>(
    name: Name,
    ...[request]: Calls[Name]["request"] extends Record<string, never> ? [] : [request: Calls[Name]["request"]]
  ): Promise<Calls[Name]["reply"]> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#worker ??= this.#begin();
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, call: name, request: request ?? {} });
    });
  }

  /** Listens to the Worker's notices. Returns a function that ends this. */
  listen(listener: (notice: Notice) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Locks: ends the Worker with everything in its memory, and releases the stores for other tabs. `start` begins anew. */
  async lock(): Promise<void> {
    if (!this.#worker) return;
    // A write in progress ends first.
    await this.call("lock");
    this.#end({ code: "not_open", advice: "unlock", reason: "the store was locked" });
  }

  /** The browser's storage for this origin. */
  async storage(): Promise<Storage> {
    const [persisted, { usage, quota }] = await Promise.all([
      navigator.storage.persisted(),
      navigator.storage.estimate(),
    ]);
    return { persisted, usage_bytes: usage ?? null, quota_bytes: quota ?? null };
  }

  /** Asks the browser not to clear the stores by itself; it may refuse. Returns whether it promised. */
  persist(): Promise<boolean> {
    return navigator.storage.persist();
  }

  #begin(): Worker {
    const worker = new Worker(new URL("./store-worker.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<Reply>) => (data.notice ? this.#tell(data) : this.#settle(data));
    worker.onerror = (event) => {
      const failure: Failure = { code: "defect", advice: "report", reason: event.message ?? "no Worker" };
      this.#end(failure);
      this.#tell({ notice: "ended", failure });
    };
    return worker;
  }

  #tell(notice: Notice): void {
    for (const listener of this.#listeners) listener(notice);
  }

  #settle(reply: Exclude<Reply, Notice>): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.failure) waiting?.reject(new StoreFailure(reply.failure));
    else waiting?.resolve(reply.ok as never);
  }

  #end(failure: Failure): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(new StoreFailure(failure));
    this.#waiting.clear();
  }
}
