// The entry of the store's Worker: one tab's hold on the encrypted stores, and the calls on the open one.

import "./trusted.js";
import init, { findMunicipalities, readList, schema, splitSurnames } from "./puente_wasm.js";
import { asFailure, fail } from "./failure.js";
import * as holders from "./holders.js";
import { readInvitation } from "./invitation.js";
import { Exchange, Refused } from "./line.js";
import { Sync } from "./sync.js";
import { Trial } from "./trial.js";

const LOCK = "puente-store";
/** A tab that was just closed or reloaded may need a moment to let go. */
const LOCK_WAIT_MS = 1_500;
/** Calls that write in records. */
const WRITES = new Set([
  "register",
  "set",
  "clear",
  "add_entry",
  "resolve",
  "decide",
  "ask",
  "same_family",
  "leave_household",
  "take_row",
  "mark_absent",
  "claim_rows",
]);

let held = null;
let open = null;
let broken = false;

async function start() {
  const module = await WebAssembly.compileStreaming(
    fetch(new URL("./puente_wasm_bg.wasm", import.meta.url)),
  );
  await init({ module_or_path: module });
  return new Trial(module);
}

const started = start();
// Whoever calls hears of it.
started.catch(() => {});

/** Holds the stores for this tab; the browser lets go when the Worker ends, however it ends. */
function hold() {
  held ??= new Promise((resolve, reject) => {
    const patience = AbortSignal.timeout(LOCK_WAIT_MS);
    const forever = () => {
      resolve();
      return new Promise(() => {});
    };
    navigator.locks.request(LOCK, { signal: patience }, forever).catch(() => {
      held = null;
      reject(fail("open_elsewhere", "close_other_tab"));
    });
  });
  return held;
}

/** Calls that need no open store, or open or close it. */
const calls = {
  async start() {
    await hold();
    return { holders: await holders.list(), open: open?.place.holder ?? null };
  },
  async create({ secret, secret_kind }, trial) {
    if (open) throw fail("request", "report", "a store is open");
    await hold();
    await unlocked(await holders.create(secret, secret_kind), trial);
    return { holder: open.place.holder };
  },
  async open({ holder, secret }, trial) {
    if (open) throw fail("request", "report", "a store is open");
    await hold();
    await unlocked(await holders.open(holder, secret), trial);
    return {};
  },
  async schema() {
    return JSON.parse(schema());
  },
  async check(request) {
    return JSON.parse(opened().store.check(JSON.stringify(request), Date.now()));
  },
  async split_surnames({ text }) {
    return JSON.parse(splitSurnames(text));
  },
  async municipalities({ text, state }) {
    return { places: JSON.parse(findMunicipalities(text, state)) };
  },
  async read_list({ file, answers }) {
    return JSON.parse(readList(file, JSON.stringify(answers), opened().store.today(Date.now())));
  },
  async import_list({ file, ...request }) {
    const { store, sync } = opened();
    const imported = JSON.parse(store.importList(file, JSON.stringify(request), Date.now()));
    wrote(sync);
    return imported;
  },
  async copy_list(request) {
    const [file, said] = opened().store.copyList(JSON.stringify(request));
    return { file, ...JSON.parse(said) };
  },
  async export_bundles() {
    return { file: opened().store.exportBundles(Date.now()) };
  },
  async take_file({ file }) {
    const { store, sync } = opened();
    const taken = JSON.parse(store.takeFile(file));
    wrote(sync);
    return taken;
  },
  async receipts() {
    return { file: opened().store.receipts() };
  },
  async read_invitation({ text }) {
    return readInvitation(text, self.location.origin);
  },
  async enrol({ code, name }) {
    const { store, sync } = opened();
    const reply = await enrolled(store.enrolRequest(code, name));
    const six_digits = store.enrolled(self.location.origin, name, reply, Date.now());
    sync.begin();
    await holders.show(open.place, name);
    return { six_digits, me: on(store, "me", {}) };
  },
  async add_holder({ secret, secret_kind, code, name }) {
    const { store, place } = opened();
    const added = await holders.add(store, place, secret, secret_kind, async (nr) => {
      const reply = await enrolled(store.holderRequest(code, name));
      return { six_digits: store.holderEnrolled(nr, name, reply, Date.now()) };
    });
    await holders.show({ ...place, holder: added.holder }, name);
    await holders.show(place, on(store, "me", {}).name ?? "");
    return added;
  },
  async holders() {
    const { store, place } = opened();
    return { holders: await holders.named(place.store, JSON.parse(store.holders())) };
  },
  async forget_holder({ holder }) {
    const { store, place } = opened();
    await holders.forget(store, place, holder);
    return {};
  },
  async status() {
    const { store, sync } = opened();
    return { ...on(store, "status", {}), sync: sync.state() };
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
    await open?.sync.end();
    open?.store.free();
    open = null;
    return {};
  },
};

/** Calls that wait for nobody: they may take long and touch no store while they wait. */
const apart = {
  trial: ({ batch }, trial) => trial.run(batch),
  sync: () => opened().sync.run(),
};

/** The server's answer to an enrolment. */
async function enrolled(request) {
  const exchange = new Exchange();
  try {
    await exchange.post("/v1/enrol", request);
    return await exchange.bytes();
  } catch (error) {
    throw error.failure ?? error;
  }
}

async function unlocked({ store, place }, trial) {
  const sync = new Sync(store, trial, postMessage.bind(self), (error) => {
    const failure = fell(error);
    if (broken) postMessage({ notice: "ended", failure });
  });
  open = { place, store, sync };
  const me = on(store, "me", {});
  if (me.enrolled) sync.begin();
  await holders.show(place, me.name ?? "");
}

function opened() {
  if (!open) throw fail("not_open", "unlock");
  return open;
}

/** A call on the store. */
function on(store, call, request) {
  return JSON.parse(store.call(JSON.stringify({ [call]: request }), Date.now()));
}

async function run(call, request, trial) {
  if (Object.hasOwn(apart, call)) return apart[call](request, trial);
  if (Object.hasOwn(calls, call)) return calls[call](request, trial);
  const { store, sync } = opened();
  const reply = on(store, call, request);
  if (WRITES.has(call)) wrote(sync);
  return reply;
}

/** There is something to send and something new to show. */
function wrote(sync) {
  sync.wanted();
  postMessage({ notice: "changed" });
}

async function answer(id, call, request) {
  try {
    // Who has a key here can be said while the module is still on its way.
    const trial = call === "start" ? null : await started;
    if (broken) throw new WebAssembly.RuntimeError("it broke before");
    postMessage({ id, ok: await run(call, request, trial) });
  } catch (error) {
    postMessage({ id, failure: fell(error) });
  }
}

function fell(error) {
  // The memory of the module cannot be trusted any more. What was answered is on disk.
  if (error instanceof WebAssembly.RuntimeError) broken = true;
  return asFailure(error);
}

// Calls on the store run one after the other: an `open` that waits for files must not be overtaken.
let last = Promise.resolve();
onmessage = ({ data: { id, call, request } }) => {
  if (Object.hasOwn(apart, call)) answer(id, call, request);
  else last = last.then(() => answer(id, call, request));
};
