// How long to wait before something is tried again.

/** `firstMs` at first, doubled from the second failure in a row on. */
export function backoffMs(failures: number, firstMs: number, maxMs: number): number {
  return Math.min(firstMs * 2 ** Math.max(0, failures - 1), maxMs);
}
