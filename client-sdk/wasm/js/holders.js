// Who has a store on this phone: a folder each, `puente/1`, `puente/2`, …, with a vault and the files of
// the store. The folders' names are all that can be read of a person without their secret.

import { Key, Store, discardUnfinished, takeFiles } from "./puente_wasm.js";
import { fail } from "./failure.js";
import { VaultFile } from "./vault-file.js";

const ROOT = "puente";
const STORE = "store";
const SECRET_LENGTHS = { passphrase: 10, pin: 6 };

/** The people, in the order they came. */
export async function list() {
  const holders = [];
  for (const { name, folder } of await folders()) {
    const { state, secretKind } = await inspect(folder);
    // A store without a vault is nobody's to open, but it is somebody's.
    const isSomebodys = state === "finished" || (state === "none" && (await hasStore(folder)));
    if (isSomebodys) holders.push({ holder: name, secret_kind: secretKind });
  }
  return holders;
}

/** Opens the store of a holder. */
export async function open(holder, secret) {
  const folder = (await folders()).find(({ name }) => name === holder)?.folder;
  if (!folder) throw fail("no_such_holder", "correct");
  const file = await VaultFile.open(folder);
  try {
    if (file.state() !== "finished") throw fail("damaged_vault", "put_aside");
    const key = Key.unwrap(secret, file.vault());
    try {
      await takeFiles(`${ROOT}/${holder}/${STORE}`);
      return Store.open(key);
    } finally {
      key.free();
    }
  } finally {
    file.close();
  }
}

/** Makes a store for somebody new; answers it and the holder's number. */
export async function create(secret, secretKind) {
  if (!(secretKind in SECRET_LENGTHS)) throw fail("request", "report");
  if ([...secret].length < SECRET_LENGTHS[secretKind]) throw fail("secret_too_short", "correct");
  const holder = await free();
  const root = await rootFolder();
  const file = await VaultFile.open(await root.getDirectoryHandle(holder, { create: true }));
  try {
    const key = Key.create(secret);
    try {
      file.begin(key.vault(), secretKind);
      await takeFiles(`${ROOT}/${holder}/${STORE}`);
      discardUnfinished();
      const store = Store.create(key, Date.now());
      file.finish();
      return { store, holder };
    } finally {
      key.free();
    }
  } finally {
    file.close();
  }
}

/** The first number that nobody has: new, or of a creation that was cut off. */
async function free() {
  const taken = new Set((await list()).map(({ holder }) => holder));
  let number = 1;
  while (taken.has(String(number))) number += 1;
  return String(number);
}

async function rootFolder() {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(ROOT, { create: true });
}

async function folders() {
  const found = [];
  for await (const [name, folder] of (await rootFolder()).entries()) {
    if (folder.kind === "directory" && /^[1-9]\d*$/.test(name)) found.push({ name, folder });
  }
  return found.sort((one, other) => Number(one.name) - Number(other.name));
}

async function inspect(folder) {
  const file = await VaultFile.open(folder);
  const seen = { state: file.state(), secretKind: file.secretKind() };
  file.close();
  return seen;
}

async function hasStore(folder) {
  for await (const name of folder.keys()) if (name === STORE) return true;
  return false;
}
