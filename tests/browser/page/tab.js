// One tab: its client of the store, for the tests to call.

import { StoreClient } from "/sdk/client.js";

const client = new StoreClient();
const notices = [];
client.listen((notice) => notices.push(notice));

/** Calls the store; a failure is an answer too, because it cannot cross the debugging port whole. */
window.call = async (name, request) => {
  try {
    return { ok: await client.call(name, request) };
  } catch ({ code, advice }) {
    return { failed: code, advice };
  }
};

/** The median of how long a call takes, in ms, from the page and back. */
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

/** Waits until everything here is on the server and what came is here. */
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

/** Waits until something that a sync brought shows in a record. */
window.untilField = (record, field, value) =>
  new Promise((resolve) => {
    const look = async () => {
      const { fields } = await client.call("record", { record });
      if (fields[field]?.value === value) resolve();
    };
    client.listen(({ notice }) => notice === "changed" && look());
    look();
  });

/** What a page could leave outside the encrypted store. */
window.leftovers = async () => ({
  local: { ...localStorage },
  session: { ...sessionStorage },
  cookies: document.cookie,
  databases: await indexedDB.databases(),
  caches: await caches.keys(),
});

/** What the Worker said unasked since the last time, oldest first. */
window.notices = () => notices.splice(0);

/** As `call("trial", …)`, with bytes as lists of numbers. */
window.trial = async (batch) => {
  const { ok, ...failure } = await window.call("trial", { batch: Uint8Array.from(batch) });
  return ok?.outcomes ? { outcomes: [...ok.outcomes] } : (ok ?? failure);
};

/** Writes the key file as a creation that was cut off, or a damaged disk, would have left it. */
window.leaveKeyFile = async (bytes) => {
  const root = await navigator.storage.getDirectory();
  const all = await root.getDirectoryHandle("puente", { create: true });
  const folder = await all.getDirectoryHandle("1", { create: true });
  const file = await folder.getFileHandle("vault", { create: true });
  const writable = await file.createWritable();
  await writable.write(Uint8Array.from(bytes));
  await writable.close();
};

/** Registers people without end and reports each code once the store has acknowledged it. */
window.registerWithoutEnd = async (surname) => {
  for (let number = 0; ; number += 1) {
    const person = { fields: { "name.given": `Persona ${number}`, "name.surname1": surname } };
    const { ok } = await window.call("register", { person });
    await window.acknowledged(ok.code);
  }
};
