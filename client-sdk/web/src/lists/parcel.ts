// A list on its way from phone to phone without a network: the file as it came, what was said about it, and
// the rows that the other phone is to take. Whoever finds the parcel cannot read it without the code that one
// screen shows and the other asks for.

import { fromBase64, pack, toBase64, unpack } from "../app/file";
import type { Chosen } from "./chosen";

const HEAD = "puente-list 1\n";
/** Without letters that are mistaken for others when they are read out. */
const LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
/** 30¹² are 58 bits: with the rounds below, longer to guess than a list matters. */
const CODE_LETTERS = 12;
const GROUP = 4;
const ROUNDS = 600_000;
const SALT_BYTES = 16;
const IV_BYTES = 12;

/** A new code, in groups as people say it. */
export function newCode(): string {
  // Below a multiple of the letters' count, so that none is likelier than another.
  const most = 256 - (256 % LETTERS.length);
  let code = "";
  while (code.length < CODE_LETTERS) {
    for (const byte of crypto.getRandomValues(new Uint8Array(CODE_LETTERS))) {
      if (byte < most && code.length < CODE_LETTERS) code += LETTERS[byte % LETTERS.length];
    }
  }
  return code.match(new RegExp(`.{${GROUP}}`, "g"))?.join("-") ?? code;
}

/** Whether a file is such a parcel. */
export function isParcel(file: Uint8Array): boolean {
  return new TextDecoder().decode(file.subarray(0, HEAD.length)) === HEAD;
}

/** The parcel as text, which every phone can send. */
export async function wrap(list: Chosen, code: string): Promise<string> {
  const plain = JSON.stringify({ ...list, file: toBase64(list.file) });
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const key = await keyOf(code, salt);
  const packed = await pack(new TextEncoder().encode(plain));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, packed);
  return HEAD + [salt, iv, new Uint8Array(sealed)].map(toBase64).join(" ");
}

/** What is in a parcel; null for a wrong code or a damaged file, which look the same. */
export async function unwrap(file: Uint8Array, code: string): Promise<Chosen | null> {
  try {
    const parts = new TextDecoder().decode(file.subarray(HEAD.length)).trim().split(" ").map(fromBase64);
    const [salt, iv, sealed] = parts;
    if (!salt || !iv || !sealed) return null;
    const key = await keyOf(code, salt);
    const packed = new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed));
    const list = JSON.parse(new TextDecoder().decode(await unpack(packed))) as Omit<Chosen, "file"> & { file: string };
    return { ...list, file: fromBase64(list.file) };
  } catch {
    return null;
  }
}

async function keyOf(code: string, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const plain = code.toUpperCase().replace(/[^0-9A-Z]/g, "");
  const secret = await crypto.subtle.importKey("raw", new TextEncoder().encode(plain), "PBKDF2", false, ["deriveKey"]);
  const derived = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(derived, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}
