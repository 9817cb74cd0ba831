// The people who use this phone. A store has a folder, `puente/1`, `puente/2`, …, with the files of the store and a
// key file for each of its people: `vault` for the person who made it, `vault-<n>` for those who joined. No number is
// used twice. If several people have keys, `name-<n>` has the name that the lock screen shows for each: the first word
// of the name that their colleagues know. Nothing else of a person can be read without their secret.

import { Key, Store, discardUnfinished, takeFiles } from "./puente_wasm.js";
import type { Holder, NamedHolder, SecretKind, SecretLengths } from "./messages.ts";
import { fail } from "./failure.ts";
import { VaultFile } from "./vault-file.ts";

const ROOT = "puente";
const STORE = "store";
const MAKER = "vault";
/** The store's number for the person who made it. */
const MAKER_NR = 1;
/** Most letters of a name on the lock screen: what fits into a third of a narrow screen. */
const NAME_LENGTH_MAX = 16;
const SECRET_LENGTHS: SecretLengths = { passphrase: 10, pin: 6 };

/** The place where a person's key is or should be. */
export interface Place {
  holder: string;
  store: string;
  folder: FileSystemDirectoryHandle;
  /** The name of the key file. */
  name: string;
  /** The store's number for the person. */
  nr: number;
  /** Whether nobody has a key to the store. */
  isLost: boolean;
}

/** An open store, and the person for whom it is open. */
export interface Opened {
  store: Store;
  place: Place;
}

/** What the store knows about one of its people. */
interface KnownHolder {
  nr: number;
  name: string;
  is_here: boolean;
}

const known = (store: Store): KnownHolder[] => JSON.parse(store.holders());

/** The people, in the order in which they came. */
export async function list(): Promise<Holder[]> {
  const holders: Holder[] = [];
  for (const place of await places()) {
    const { state, secretKind } = await inspect(place);
    // A store without any key cannot be opened, but it belongs to somebody.
    const isSomebodys = state === "finished" || (state === "none" && place.isLost);
    if (!isSomebodys) continue;
    holders.push({ holder: place.holder, store: place.store, secret_kind: secretKind, name: await calledOn(place) });
  }
  return holders;
}

/** Opens a store for one of its people. */
export async function open(holder: string, secret: string): Promise<Opened> {
  const place = await find(holder);
  const store = await unlock(place, secret);
  // After the store is open, because a key file can be open only once.
  await letGo(store, place.store);
  return { store, place };
}

async function unlock(place: Place, secret: string): Promise<Store> {
  const file = await VaultFile.open(place.folder, place.name);
  try {
    if (file.state() !== "finished") throw fail("damaged_vault", "put_aside");
    const key = Key.unwrap(secret, file.vault());
    try {
      await takeFiles(`${ROOT}/${place.store}/${STORE}`);
      return Store.open(key, place.nr);
    } finally {
      key.free();
    }
  } finally {
    file.close();
  }
}

/** Makes a store for a new person. Returns the open store and its place. */
export async function create(secret: string, secretKind: SecretKind): Promise<Opened> {
  check(secret, secretKind);
  const holder = await free();
  const root = await rootFolder();
  const folder = await root.getDirectoryHandle(holder, { create: true });
  const file = await VaultFile.open(folder, MAKER);
  try {
    const key = Key.create(secret);
    try {
      file.begin(key.vault() as Uint8Array<ArrayBuffer>, secretKind);
      await takeFiles(`${ROOT}/${holder}/${STORE}`);
      discardUnfinished();
      const store = Store.create(key, Date.now());
      file.finish();
      return { store, place: { holder, store: holder, folder, name: MAKER, nr: MAKER_NR, isLost: false } };
    } finally {
      key.free();
    }
  } finally {
    file.close();
  }
}

/**
 * Gives a new person a key to an open store. `enrol` makes the person known to the server and the store by their number;
 * until it is done the key file is not valid.
 */
export async function add<Answer>(
  store: Store,
  { folder }: Place,
  secret: string,
  secretKind: SecretKind,
  enrol: (nr: number) => Promise<Answer>,
): Promise<Answer & { holder: string }> {
  check(secret, secretKind);
  const taken = known(store).map(({ nr }) => String(nr));
  const holder = await free(MAKER_NR + 1, taken);
  const file = await VaultFile.open(folder, `${MAKER}-${holder}`);
  try {
    if (file.state() === "finished") throw fail("defect", "report", "somebody has this key");
    file.begin(store.wrapKey(secret) as Uint8Array<ArrayBuffer>, secretKind);
    const answer = await enrol(Number(holder));
    file.finish();
    return { ...answer, holder };
  } finally {
    file.close();
  }
}

/** Removes a person's key from the phone. The last key of a store stays: without one its records are lost. */
export async function forget(store: Store, { store: number }: Place, holder: string): Promise<void> {
  const mine = (await list()).filter((other) => other.store === number);
  const place = (await places()).find((place) => place.holder === holder && place.store === number);
  if (!place) throw fail("no_such_holder", "correct");
  if (mine.length < 2) throw fail("last_key", "correct");
  await place.folder.removeEntry(place.name);
  // A person who is alone on the phone needs no name on the lock screen.
  const left = (await list()).length;
  for (const one of await places()) if (left < 2 || one.holder === holder) await unname(one);
  store.forgetHolder(place.nr);
}

/** Stores the name that the lock screen shows for a person, if there are several people. */
export async function show(place: Place, name: string): Promise<void> {
  const [word = ""] = name.trim().split(/\s+/);
  if (word === "" || (await list()).length < 2) return;
  try {
    const file = await place.folder.getFileHandle(calledIn(place), { create: true });
    const handle = await file.createSyncAccessHandle();
    handle.truncate(0);
    handle.write(new TextEncoder().encode([...word].slice(0, NAME_LENGTH_MAX).join("")), { at: 0 });
    handle.close();
  } catch {
    // A full phone must open too.
  }
}

/** The name on the lock screen. Without names, people are distinguished by their numbers. */
async function calledOn({ folder, holder }: Place): Promise<string> {
  const file = await folder.getFileHandle(calledIn({ holder })).catch(() => null);
  return file ? (await file.getFile()).text() : "";
}

async function unname(place: Place): Promise<void> {
  await place.folder.removeEntry(calledIn(place)).catch(() => {});
}

const calledIn = ({ holder }: { holder: string }): string => `name-${holder}`;

/** Removes from the store the people whose keys are gone, for example because the phone died before it told the store. */
async function letGo(store: Store, number: string): Promise<void> {
  const mine = (await list()).filter((other) => other.store === number);
  const keys = new Set(mine.map(({ holder }) => (holder === number ? MAKER_NR : Number(holder))));
  for (const { nr } of known(store)) if (!keys.has(nr)) store.forgetHolder(nr);
}

/** The place of a person's key. The remains of an interrupted creation may have the same number. */
async function find(holder: string): Promise<Place> {
  const own = (await places()).filter((place) => place.holder === holder);
  for (const place of own) if ((await inspect(place)).state === "finished") return place;
  const [first] = own;
  if (!first) throw fail("no_such_holder", "correct");
  return first;
}

/** The people with a key to the open store, with their numbers outside it and their names. */
export async function named({ store, place }: Opened): Promise<NamedHolder[]> {
  const keys = new Set((await list()).filter((other) => other.store === place.store).map(({ holder }) => holder));
  return known(store)
    .map(({ nr, name, is_here }) => ({ holder: nr === MAKER_NR ? place.store : String(nr), name, is_here }))
    .filter(({ holder }) => keys.has(holder));
}

function check(secret: string, secretKind: SecretKind): void {
  if (!Object.hasOwn(SECRET_LENGTHS, secretKind)) throw fail("request", "report");
  if ([...secret].length < SECRET_LENGTHS[secretKind]) throw fail("secret_too_short", "correct");
}

/** The first free number: a new one, or that of an interrupted creation. */
async function free(from = 1, known: string[] = []): Promise<string> {
  const taken = new Set((await list()).map(({ holder }) => holder).concat(known));
  // A folder is not used again while somebody has a key in it.
  for (const { store } of await list()) taken.add(store);
  let number = from;
  while (taken.has(String(number))) number += 1;
  return String(number);
}

async function rootFolder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(ROOT, { create: true });
}

/** The places of all key files, and where one should be, by the person's number. */
async function places(): Promise<Place[]> {
  const found: Place[] = [];
  for await (const [store, handle] of (await rootFolder()).entries()) {
    if (handle.kind !== "directory" || !/^[1-9]\d*$/.test(store)) continue;
    const folder = handle as FileSystemDirectoryHandle;
    const names: string[] = [];
    for await (const name of folder.keys()) names.push(name);
    const others = names.flatMap((name) => {
      const nr = /^vault-([1-9]\d*)$/.exec(name)?.[1];
      return nr ? [{ name, holder: nr }] : [];
    });
    // The person who made the store may have been forgotten while the others still have their keys.
    if (names.includes(MAKER) || others.length === 0) {
      const isLost = names.includes(STORE) && others.length === 0;
      found.push({ holder: store, store, folder, name: MAKER, nr: MAKER_NR, isLost });
    }
    for (const { name, holder } of others) {
      found.push({ holder, store, folder, name, nr: Number(holder), isLost: false });
    }
  }
  return found.sort((one, other) => Number(one.holder) - Number(other.holder));
}

async function inspect({ folder, name }: Place) {
  const file = await VaultFile.open(folder, name);
  const seen = { state: file.state(), secretKind: file.secretKind() };
  file.close();
  return seen;
}
