// One person's session with the store, from the start of the app to the lock.

import {
  StoreClient,
  StoreFailure,
  type Calls,
  type Failure,
  type Holder,
  type Me,
  type SecretKind,
  type Site,
  type Sites,
  type Storage,
  type Status,
} from "puente-sdk/client.js";
import { hasHome } from "../home/role";
import { keepLaterParts } from "../shell/update";
import { forgetWay, startAt } from "./router.svelte";
import { useZone } from "./language.svelte";
import { useTable } from "./table.svelte";

export type Phase =
  | { at: "starting" }
  | { at: "barred"; failure: Failure } // another tab, no private files, an engine that broke
  | { at: "welcome" } // nobody has a store here yet, or a new person begins
  | { at: "locked" }
  | { at: "open" }
  | { at: "adding" }; // the store is open, and another person gets a key to it

const NO_SITES: Sites = { all: [], here: null, clock_believed: true };

const now = $state<{
  phase: Phase;
  holders: Holder[];
  holder: string | null;
  me: Me | null;
  status: Status | null;
  sites: Sites;
  storage: Storage | null;
  /** Grows with every change of any record; everything that reads records depends on it. */
  generation: number;
}>({ phase: { at: "starting" }, holders: [], holder: null, me: null, status: null, sites: NO_SITES, storage: null, generation: 0 });

let client: StoreClient | null = null;
const endings = new Set<() => void>();

/** Calls `end` whenever the app locks: what it remembers of a person must not be there for the next one. */
export function whenLocked(end: () => void): void {
  endings.add(end);
}
/** Resolves when the field table is loaded; the lock can be shown before. */
let tabled: Promise<void> = Promise.resolve();

export const session = {
  get phase() {
    return now.phase;
  },
  get holders() {
    return now.holders;
  },
  get holder() {
    return now.holder;
  },
  get me() {
    return now.me;
  },
  get status() {
    return now.status;
  },
  get sites() {
    return now.sites;
  },
  get storage() {
    return now.storage;
  },
  get generation() {
    return now.generation;
  },
};

/**
 * A call of the store. Rejects with a `StoreFailure`. A call that is under way when the app locks is never answered: the
 * screen that made it is gone, and the reply may be for a person who has left.
 */
export async function call<Name extends keyof Calls>(
  name: Name,
  ...request: Calls[Name]["request"] extends Record<string, never> ? [] : [request: Calls[Name]["request"]]
): Promise<Calls[Name]["reply"]> {
  const asked = client;
  if (asked) {
    try {
      const reply = await asked.call(name, ...request);
      if (asked === client) return reply;
    } catch (error) {
      const isLocked = error instanceof StoreFailure && error.code === "not_open";
      if (asked === client && !isLocked) throw error;
    }
  }
  return new Promise(() => undefined);
}

/** Turns anything that was thrown into a failure. */
export function failureOf(error: unknown): Failure {
  if (error instanceof StoreFailure) {
    const { code, advice, message, field, retry_after_s } = error;
    return {
      code,
      advice,
      reason: message,
      ...(field ? { field } : {}),
      ...(retry_after_s === undefined ? {} : { retry_after_s }),
    };
  }
  return { code: "defect", advice: "report", reason: String(error) };
}

/** Starts the Worker and finds out who has a store on this phone. */
export async function begin(): Promise<void> {
  now.phase = { at: "starting" };
  try {
    client = new StoreClient();
    client.listen((notice) => {
      if (notice.notice === "ended") now.phase = { at: "barred", failure: notice.failure };
      else void refresh(notice.notice === "changed");
    });
    const { holders } = await client.call("start");
    tabled = client.call("schema").then(useTable);
    tabled.catch((error: unknown) => (now.phase = { at: "barred", failure: failureOf(error) }));
    now.holders = holders;
    now.phase = { at: holders.length === 0 ? "welcome" : "locked" };
  } catch (error) {
    now.phase = { at: "barred", failure: failureOf(error) };
  }
}

/** Shows the first use, for a new person on this phone. */
export function welcome(): void {
  now.phase = { at: "welcome" };
}

export function backToLocked(): void {
  now.phase = { at: "locked" };
}

/** Makes a store for a new person and opens it; the phase stays, for the rest of the first use. */
export async function createStore(secret: string, kind: SecretKind): Promise<void> {
  const { holder } = await call("create", { secret, secret_kind: kind });
  now.holder = holder;
  now.holders = [...now.holders, { holder, store: holder, secret_kind: kind, name: "" }];
  await client?.persist();
}

export async function unlock(holder: string, secret: string): Promise<void> {
  await call("open", { holder, secret });
  now.holder = holder;
}

/** Shows the app after the store was opened, from the first screen of whoever opened it. */
export async function enter(): Promise<void> {
  take(await call("me"));
  startAt(hasHome(now.me) ? "home" : "gate");
  await refresh(false);
  await tabled;
  now.phase = { at: "open" };
}

/** Shows the steps for another person who gets a key to the open store. */
export function add(): void {
  now.phase = { at: "adding" };
}

/** Goes back to the place from which the phone was handed over: nobody was added. */
export function cancelAdding(): void {
  now.phase = { at: "open" };
}

/** Returns the six digits that both screens show. The person who is signed in stays signed in. */
export async function addHolder(secret: string, kind: SecretKind, code: string, name: string): Promise<string> {
  const { six_digits } = await call("add_holder", { secret, secret_kind: kind, code, name });
  // Their role is not known here, and they may open the phone where there is no network.
  void keepLaterParts();
  return six_digits;
}

export async function forgetHolder(holder: string): Promise<void> {
  await call("forget_holder", { holder });
  now.holders = now.holders.filter((held) => held.holder !== holder);
}

/** Ends the Worker, and with it everything in memory, after a write in progress. */
export async function rest(): Promise<void> {
  const ended = client;
  client = null;
  now.me = now.status = now.holder = null;
  now.sites = NO_SITES;
  for (const end of endings) end();
  forgetWay();
  now.phase = { at: "starting" };
  await ended?.lock();
}

export async function lock(): Promise<void> {
  await rest();
  await begin();
}

export async function joinServer(code: string, name: string): Promise<string> {
  const { six_digits, me } = await call("enrol", { code, name });
  take(me);
  return six_digits;
}

/** Who this is from now on. Whoever has got a home needs its parts before there is no network. */
function take(me: Me): void {
  if (hasHome(me) && !hasHome(now.me)) void keepLaterParts();
  now.me = me;
}

async function refresh(changed: boolean): Promise<void> {
  if (!client) return;
  if (changed) now.generation += 1;
  if (now.holder === null) return;
  now.status = await call("status");
  now.storage = await client.storage();
  // A sync may have brought other grants, other facts about sites, or that this device is unknown.
  take(await call("me"));
  now.sites = await call("sites");
  useZone(here()?.zone ?? null);
}

/** Whether people and lists are anything to this person; whoever has not joined yet registers for a site to come. */
export function mayRegister(): boolean {
  return now.me?.may.core.write ?? true;
}

/** The site of the people who are registered on this phone, if the server has named it. */
export function here(): Site | undefined {
  return now.sites.all.find((site) => site.site === now.sites.here);
}
