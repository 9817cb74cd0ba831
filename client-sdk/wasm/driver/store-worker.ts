// The entry of the store's Worker: holds the encrypted stores for one tab, and answers the calls on the open one.

import "./trusted.js";
import init, { schema } from "./puente_wasm.js";
import type { Store } from "./puente_wasm.js";
import { asFailure, fail } from "./failure.ts";
import * as holders from "./holders.ts";
import { readInvitation } from "./invitation.ts";
import { Broken, Exchange, Refused } from "./line.ts";
import type { Calls, Failure, Reply, Request, StoreCalls, WorkerCalls } from "./messages.ts";
import { ServerSession } from "./server-session.ts";
import { Sync } from "./sync.ts";
import { Trial } from "./trial.ts";

const LOCK = "puente-store";
/** How long to wait for a tab that was just closed or reloaded to release the stores. */
const LOCK_WAIT_MS = 1_500;

interface OpenStore extends holders.Opened {
  sync: Sync;
  /** At the server, of the person who has the store open. */
  session: ServerSession;
}

let held: Promise<void> | null = null;
let open: OpenStore | null = null;
let broken = false;

async function start(): Promise<Trial> {
  const module = await WebAssembly.compileStreaming(
    fetch(new URL("./puente_wasm_bg.wasm", import.meta.url)),
  );
  await init({ module_or_path: module });
  return new Trial(module);
}

const started = start();
// Every call reports this failure.
started.catch(() => {});

/** Holds the stores for this tab. The browser releases them when the Worker ends, however it ends. */
function hold(): Promise<void> {
  held ??= new Promise<void>((resolve, reject) => {
    const patience = AbortSignal.timeout(LOCK_WAIT_MS);
    const forever = () => {
      resolve();
      return new Promise<void>(() => {});
    };
    navigator.locks.request(LOCK, { signal: patience }, forever).catch(() => {
      held = null;
      reject(fail("open_elsewhere", "close_other_tab"));
    });
  });
  return held;
}

type Answers<Name extends keyof WorkerCalls> = {
  [Each in Name]: (request: Calls[Each]["request"]) => Promise<Calls[Each]["reply"]>;
};

type TeamCalls = Pick<
  WorkerCalls,
  | "team"
  | "team_devices"
  | "team_sites"
  | "invite"
  | "add_grant"
  | "end_grant"
  | "end_account"
  | "one_time_password"
  | "revoke_device"
  | "add_site"
  | "server_setup"
  | "set_recovery_key"
  | "set_site"
>;
type AnyReply = Calls[keyof Calls]["reply"];
/** Calls that do not wait their turn: they may take long, and use no store while they wait. */
type Apart =
  | "trial"
  | "sync"
  | "sign_in"
  | "choose_password"
  | "signed_in"
  | "sign_out"
  | "server_conflicts"
  | "quarantine"
  | "quarantined"
  | "release"
  | "write_again"
  | "set_aside"
  | keyof TeamCalls;

/** Calls that need no open store, or that do more than call it. */
const calls: Answers<Exclude<keyof WorkerCalls, Apart>> = {
  async start() {
    await hold();
    return { holders: await holders.list(), open: open?.place.holder ?? null };
  },
  async create({ secret, secret_kind }) {
    if (open) throw fail("request", "report", "a store is open");
    await hold();
    const { place } = await unlocked(await holders.create(secret, secret_kind));
    return { holder: place.holder };
  },
  async open({ holder, secret }) {
    if (open) throw fail("request", "report", "a store is open");
    await hold();
    await unlocked(await holders.open(holder, secret));
    return {};
  },
  async schema() {
    return JSON.parse(schema());
  },
  async read_invitation({ text }) {
    return readInvitation(text, self.location.origin);
  },
  async enrol({ code, name }) {
    const { store, sync, place } = opened();
    const reply = await enrolled(store.enrolRequest(code, name));
    const six_digits = store.enrolled(self.location.origin, name, reply, Date.now());
    sync.begin();
    await holders.show(place, name);
    return { six_digits, me: on(store, "me", {}).reply };
  },
  async add_holder({ secret, secret_kind, code, name }) {
    const { store, place } = opened();
    const added = await holders.add(store, place, secret, secret_kind, async (nr) => {
      const reply = await enrolled(store.holderRequest(code, name));
      return { six_digits: store.holderEnrolled(nr, name, reply, Date.now()) };
    });
    await holders.show({ ...place, holder: added.holder }, name);
    await holders.show(place, on(store, "me", {}).reply.name ?? "");
    return added;
  },
  async holders() {
    return { holders: await holders.named(opened()) };
  },
  async forget_holder({ holder }) {
    const { store, place } = opened();
    await holders.forget(store, place, holder);
    return {};
  },
  async status() {
    const { store, sync } = opened();
    return { ...on(store, "status", {}).reply, sync: sync.state() };
  },
  async stop_sync() {
    await opened().sync.stop();
    return {};
  },
  async sync_automatically({ automatic }) {
    opened().sync.setAutomatic(automatic);
    return {};
  },
  async lock() {
    await Promise.all([open?.sync.end(), open?.session.end()]);
    open?.store.free();
    open = null;
    return {};
  },
};

const apart: Answers<Apart> = {
  trial: async ({ batch }) => (await started).run(batch),
  sync: async () => opened().sync.run(),
  sign_in: async ({ password }) => opened().session.signIn(password),
  async choose_password({ new_password, password }) {
    await opened().session.choose(new_password, password);
    return {};
  },
  signed_in: async () => opened().session.who(),
  async sign_out() {
    await opened().session.end();
    return {};
  },
  server_conflicts: async ({ after }) =>
    atServer("GET", `/v1/conflicts${after ? `?after=${encodeURIComponent(after)}` : ""}`),
  quarantine: async () => atServer("GET", "/v1/quarantine"),
  quarantined: async ({ number }) => atServer("GET", `/v1/quarantine/${number}`),
  release: async ({ number }) => decided(number, "release", {}),
  write_again: async ({ number, reason }) => decided(number, "write-again", { reason }),
  set_aside: async ({ number, reason }) => decided(number, "set-aside", { reason }),
  team: async () => atServer("GET", "/v1/people"),
  team_devices: async () => atServer("GET", "/v1/devices"),
  team_sites: async () => atServer("GET", "/v1/sites"),
  invite: async (of) => atServer("POST", "/v1/invites", of),
  add_grant: async ({ account, ...of }) => done(`/v1/people/${account}/grants`, of),
  end_grant: async ({ account, ...of }) => done(`/v1/people/${account}/grants/end`, of),
  end_account: async ({ account }) => done(`/v1/people/${account}/end`, {}),
  one_time_password: async ({ account }) => atServer("POST", `/v1/people/${account}/one-time-password`, {}),
  revoke_device: async ({ device }) => done(`/v1/devices/${device}/revoke`, {}),
  server_setup: async () => atServer("GET", "/v1/setup"),
  set_recovery_key: async (of) => atServer("POST", "/v1/setup/recovery-key", of),
  add_site: async (of) => atServer("POST", "/v1/sites", of),
  set_site: async ({ site, ...of }) => atServer("POST", `/v1/sites/${site}`, of),
};

/** What the server answers to the signed-in person. */
async function atServer<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  return (await opened().session.ask(method, path, body)) as Answer;
}

function decided(number: number, how: string, body: object): Promise<Record<string, never>> {
  return done(`/v1/quarantine/${number}/${how}`, body);
}

/** A request that the server answers with nothing. */
async function done(path: string, body: object): Promise<Record<string, never>> {
  await atServer("POST", path, body);
  return {};
}

/** The server's response to an enrolment. */
async function enrolled(request: Uint8Array): Promise<Uint8Array> {
  const exchange = new Exchange();
  try {
    await exchange.post("/v1/enrol", request as Uint8Array<ArrayBuffer>);
    return await exchange.bytes();
  } catch (error) {
    throw error instanceof Refused || error instanceof Broken ? (error.failure ?? error) : error;
  }
}

async function unlocked({ store, place }: holders.Opened): Promise<OpenStore> {
  const sync = new Sync(store, await started, say, (error) => {
    const failure = fell(error);
    if (broken) say({ notice: "ended", failure });
  });
  open = { place, store, sync, session: new ServerSession(store) };
  const { reply: me } = on(store, "me", {});
  if (me.enrolled) sync.begin();
  await holders.show(place, me.name ?? "");
  return open;
}

function opened(): OpenStore {
  if (!open) throw fail("not_open", "unlock");
  return open;
}

/** Calls the store; `isWrite`: afterwards there is something to send, and something new to show. */
function on<Name extends keyof StoreCalls>(
  store: Store,
  call: Name,
  request: StoreCalls[Name]["request"],
): { reply: StoreCalls[Name]["reply"]; isWrite: boolean } {
  // Bytes are passed beside the JSON.
  const { file, ...asked } = request as { file?: Uint8Array };
  const [said, isWrite, answered] = store.call(call, JSON.stringify(asked), file ?? null, Date.now());
  const reply = JSON.parse(said);
  return { reply: answered ? { ...reply, file: answered } : reply, isWrite };
}

/** The page's types ensure that the request belongs to the call. */
async function run(call: keyof Calls, request: never): Promise<AnyReply> {
  if (isOf(apart, call)) return apart[call](request);
  if (isOf(calls, call)) return calls[call](request);
  const { store, sync } = opened();
  const { reply, isWrite } = on(store, call, request);
  if (isWrite) {
    sync.wanted();
    say({ notice: "changed" });
  }
  return reply;
}

function isOf<Table extends object>(table: Table, call: PropertyKey): call is keyof Table {
  return Object.hasOwn(table, call);
}

async function answer({ id, call, request }: Request): Promise<void> {
  try {
    // The people with keys can be listed while the module is still loading.
    if (call !== "start") await started;
    if (broken) throw new WebAssembly.RuntimeError("it broke before");
    say({ id, ok: await run(call, request as never) });
  } catch (error) {
    say({ id, failure: fell(error) });
  }
}

function say(reply: Reply): void {
  postMessage(reply);
}

function fell(error: unknown): Failure {
  // The module's memory cannot be trusted any more. Everything that was answered is on disk.
  if (error instanceof WebAssembly.RuntimeError) broken = true;
  return asFailure(error);
}

// Calls on the store run one after the other: no other call may overtake an `open` that waits for files.
let last: Promise<void> = Promise.resolve();
onmessage = ({ data }: MessageEvent<Request>) => {
  if (Object.hasOwn(apart, data.call)) void answer(data);
  else last = last.then(() => answer(data));
};
