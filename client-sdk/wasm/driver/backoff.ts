// How long to wait before the next attempt.

/** `firstMs` after the first failure; doubled with each further failure in a row, up to `maxMs`. */
export function backoffMs(failures: number, firstMs: number, maxMs: number): number {
  return Math.min(firstMs * 2 ** Math.max(0, failures - 1), maxMs);
}
