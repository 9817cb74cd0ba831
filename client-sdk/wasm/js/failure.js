// Failures as messages.d.ts has them, from this side of the module.

/** A failure of the Worker itself. */
export function fail(code, advice, reason = code) {
  return { code, advice, reason };
}

/** Any error as a `Failure`. The module's own carry code and advice. */
export function asFailure(error) {
  if (error instanceof WebAssembly.RuntimeError) return fail("defect", "report", "the engine broke");
  // The browser's word for a full disk, whichever part of it met the end.
  if (error?.name === "QuotaExceededError") return fail("storage_full", "free_space");
  const { code, advice, reason, message, field } = error ?? {};
  const known = typeof code === "string" && typeof advice === "string";
  return {
    ...(known ? { code, advice } : { code: "defect", advice: "report" }),
    reason: reason ?? message ?? "unknown",
    ...(field === undefined ? {} : { field }),
  };
}
