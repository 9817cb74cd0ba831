// The entry of the store's Worker: one tab's hold on the encrypted store, and the calls on it.

import init, { Key, Store, discardUnfinished, hasFiles, takeFiles } from "./puente_wasm.js";
import { Trial } from "./trial.js";
import { VaultFile } from "./vault-file.js";

const LOCK = "puente-store";

// Failures of this file; the module has its own, in the same shape.
const OPEN_ELSEWHERE = {
  code: "open_elsewhere",
  advice: "close_other_tab",
  reason: "the store is open in another tab",
};
const KEY_LOST = {
  code: "damaged_vault",
  advice: "put_aside",
  reason: "there is a store but no key beside it",
};
const NOT_OPEN = { code: "not_open", advice: "unlock", reason: "the store is not open" };

const started = start();
let vault = null;
let store = null;
let broken = false;

async function start() {
  const module = await WebAssembly.compileStreaming(
    fetch(new URL("./puente_wasm_bg.wasm", import.meta.url)),
  );
  await init({ module_or_path: module });
  return { trial: new Trial(module) };
}

/** Whether this tab holds the store now; the browser lets go when the Worker ends, however it ends. */
function lock() {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(LOCK, { ifAvailable: true }, (held) => {
        resolve(held !== null);
        return held && new Promise(() => {});
      })
      .catch(reject);
  });
}

async function hold() {
  if (vault) return;
  if (!(await lock())) throw OPEN_ELSEWHERE;
  await takeFiles();
  vault = await VaultFile.open();
}

function opened() {
  if (!store) throw NOT_OPEN;
  return store;
}

const calls = {
  async open({ passphrase }) {
    if (store) return { created: false };
    await hold();
    if (vault.state() === "finished") {
      store = withKey(Key.unwrap(passphrase, vault.vault()), (key) => Store.open(key));
      return { created: false };
    }
    if (vault.state() === "none" && hasFiles()) throw KEY_LOST;
    discardUnfinished();
    store = withKey(Key.create(passphrase), (key) => {
      vault.begin(key.vault());
      return Store.create(key, Date.now());
    });
    vault.finish();
    return { created: true };
  },
  async register({ person }) {
    return { code: opened().register(JSON.stringify(person), Date.now()) };
  },
  async find({ text }) {
    return { people: JSON.parse(opened().find(text)) };
  },
  async list() {
    return { people: JSON.parse(opened().list()) };
  },
  async status() {
    return { status: JSON.parse(opened().status()) };
  },
  async close() {
    store?.free();
    store = null;
    return {};
  },
};

function withKey(key, use) {
  try {
    return use(key);
  } finally {
    key.free();
  }
}

function failure(error) {
  if (error instanceof WebAssembly.RuntimeError) {
    // The memory of the module cannot be trusted any more. What was answered is on disk.
    broken = true;
    return { code: "defect", advice: "report", reason: "the engine broke" };
  }
  const { code = "defect", advice = "report" } = error;
  return { code, advice, reason: error.reason ?? error.message };
}

async function answer(id, work) {
  try {
    const module = await started;
    if (broken) throw new WebAssembly.RuntimeError("it broke before");
    postMessage({ id, ok: await work(module) });
  } catch (error) {
    postMessage({ id, failure: failure(error) });
  }
}

// Calls on the store run one after the other: an `open` that waits for files must not be overtaken.
let last = Promise.resolve();
onmessage = ({ data: { id, call, ...request } }) => {
  // A trial touches no store and may take long: nobody waits for it who does not have to.
  if (call === "trial") answer(id, ({ trial }) => trial.run(request.batch));
  else last = last.then(() => answer(id, () => calls[call](request)));
};
