// Makes failures in the shape of messages.ts.

import type { Advice, Failure, FailureCode } from "./messages.ts";

/** A failure of the Worker itself. */
export function fail(code: FailureCode, advice: Advice, reason: string = code): Failure {
  return { code, advice, reason };
}

/** Turns any error into a `Failure`. What the module throws is one already. */
export function asFailure(error: unknown): Failure {
  if (error instanceof WebAssembly.RuntimeError) return fail("defect", "report", "the engine broke");
  // The browser's error for a full disk, whichever part of it met the limit.
  if (error instanceof Error && error.name === "QuotaExceededError") return fail("storage_full", "free_space");
  const said: Partial<Failure> & { message?: string } = error ?? {};
  const { code, advice, reason = said.message ?? "unknown", field, retry_after_s } = said;
  if (code === undefined || advice === undefined) return fail("defect", "report", reason);
  return { code, advice, reason, ...(field ? { field } : {}), ...(retry_after_s === undefined ? {} : { retry_after_s }) };
}
