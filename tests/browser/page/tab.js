// One tab: its client of the store, for the tests to call.

import { StoreClient } from "/sdk/client.js";

const client = new StoreClient();
const notices = [];
client.listen((notice) => notices.push(notice));

/** Calls the store. A failure is returned as a result, because an error cannot cross the debugging port whole. */
window.call = async (name, request) => {
  try {
    return { ok: await client.call(name, request) };
  } catch ({ code, advice }) {
    return { failed: code, advice };
  }
};

/** The median duration of a call in ms, from the page and back. */
window.median = async (name, request, rounds) => {
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    await client.call(name, request);
    times.push(performance.now() - begun);
  }
  return times.sort((one, other) => one - other)[Math.floor(rounds / 2)];
};

window.lock = () => client.lock();
window.storage = () => client.storage();

/** Waits until everything here is on the server, and everything that it sent is stored. */
window.untilSynced = () =>
  new Promise((resolve) => {
    const look = async () => {
      const { waiting, sync } = await client.call("status");
      const isDone = waiting === 0 && sync.now.phase === "idle" && sync.last?.stop === "done";
      if (isDone) resolve(sync.last);
      return isDone;
    };
    const stop = client.listen(async ({ notice }) => {
      if (notice === "sync" && (await look())) stop();
    });
    look();
  });

/** Waits until a record shows a value that a sync brought. */
window.untilField = (record, field, value) =>
  new Promise((resolve) => {
    const look = async () => {
      const { fields } = await client.call("record", { record });
      if (fields[field]?.value === value) resolve();
    };
    client.listen(({ notice }) => notice === "changed" && look());
    look();
  });

/** Everything that a page could leave outside the encrypted store. */
window.leftovers = async () => ({
  local: { ...localStorage },
  session: { ...sessionStorage },
  cookies: document.cookie,
  databases: await indexedDB.databases(),
  caches: await caches.keys(),
});

/** The notices that the Worker has sent since the last call, oldest first. */
window.notices = () => notices.splice(0);

/** Like `call("trial", …)`, with bytes as lists of numbers. */
window.trial = async (batch) => {
  const { ok, ...failure } = await window.call("trial", { batch: Uint8Array.from(batch) });
  return ok?.outcomes ? { outcomes: [...ok.outcomes] } : (ok ?? failure);
};

/** Writes the key file as an interrupted creation or a damaged disk would have left it. */
window.leaveKeyFile = async (bytes) => {
  const root = await navigator.storage.getDirectory();
  const all = await root.getDirectoryHandle("puente", { create: true });
  const folder = await all.getDirectoryHandle("1", { create: true });
  const file = await folder.getFileHandle("vault", { create: true });
  const writable = await file.createWritable();
  await writable.write(Uint8Array.from(bytes));
  await writable.close();
};

/** Registers people endlessly and reports each code once the store has acknowledged it. */
window.registerWithoutEnd = async (surname) => {
  for (let number = 0; ; number += 1) {
    const person = { fields: { "name.given": `Persona ${number}`, "name.surname1": surname } };
    const { ok } = await window.call("register", { person });
    await window.acknowledged(ok.code);
  }
};
