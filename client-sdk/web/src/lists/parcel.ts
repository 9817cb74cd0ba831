// A list that goes from phone to phone without a network, as text, which every phone can send. Only the code opens it,
// which one screen shows and the other asks for. `puente-field` reads and writes the same format.

import { fromBase64, toBase64 } from "../app/file";

const HEAD = "puente-list 2\n";

export function isParcel(file: Uint8Array): boolean {
  return new TextDecoder().decode(file.subarray(0, HEAD.length)) === HEAD;
}

export function wrap(file: Uint8Array): string {
  return HEAD + toBase64(file);
}

/** The sealed bytes; empty for a damaged file, which no code opens. */
export function unwrap(file: Uint8Array): Uint8Array<ArrayBuffer> {
  try {
    return fromBase64(new TextDecoder().decode(file.subarray(HEAD.length)).trim());
  } catch {
    return new Uint8Array();
  }
}
