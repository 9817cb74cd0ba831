// The page's side of the SDK.

import type { Advice, Calls, Failure, FailureCode, Notice, Storage } from "./messages.d.ts";

export type * from "./messages.d.ts";

/** A call that did nothing. Texts for people are looked up by `code`. */
export class StoreFailure extends Error {
  constructor(failure: Failure);
  readonly code: FailureCode;
  readonly advice: Advice;
  readonly field: string | undefined;
}

/** The store's Worker, called by messages. One for each page. */
export class StoreClient {
  constructor();

  /** See `Calls`. Rejects with a `StoreFailure`. */
  call<Name extends keyof Calls>(
    name: Name,
    ...request: Calls[Name]["request"] extends Record<string, never>
      ? []
      : [request: Calls[Name]["request"]]
  ): Promise<Calls[Name]["reply"]>;

  /** Hears what the Worker says unasked. Answers how to stop hearing it. */
  listen(listener: (notice: Notice) => void): () => void;

  /** Locks: ends the Worker and everything in its memory, lets other tabs have the stores. `start` begins anew. */
  lock(): Promise<void>;

  /** Of this origin. */
  storage(): Promise<Storage>;

  /** Asks the browser not to clear the stores by itself; it may refuse. Answers whether it promised. */
  persist(): Promise<boolean>;
}
