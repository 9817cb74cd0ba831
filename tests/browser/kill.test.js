// Browsers killed while they write, and what interrupted or damaged creations of a store leave behind.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { testBed } from "./bed.js";

const PASSPHRASE = "correcto caballo batería grapa";
const SURNAME = "Zzyzxprueba";
const PERSON = { person: { fields: { "name.surname1": SURNAME } } };
const UNFINISHED = 0;
const FINISHED = 1;

/** A browser takes about two seconds to start; 6 rounds are a quarter of a minute. */
const ROUNDS = Math.max(1, Math.round(6 * Number(process.env.PUENTE_SCALE ?? 1)));

const { tab, restart } = testBed();

describe("a browser killed while it writes", () => {
  test(`keeps every acknowledged person, ${ROUNDS} times over`, async () => {
    const acknowledged = new Set();
    for (let round = 1; round <= ROUNDS; round += 1) {
      const writing = await tab();
      const opened = await (round === 1 ? writing.create(PASSPHRASE) : writing.open(PASSPHRASE));
      assert.ok(opened.ok, "the store opens after a kill");
      const { ok: list } = await writing.call("list", { limit: 500 });
      const found = new Set(list.people.map((person) => person.code));
      for (const code of acknowledged) assert.ok(found.has(code), `${code} was lost`);
      // Each round dies after a different number of writes, while the next one is under way.
      const codes = await writing.registerUntil(1 + ((round * 7) % 11), SURNAME);
      for (const code of codes) acknowledged.add(code);
      await restart();
    }
    assert.ok(acknowledged.size >= ROUNDS);
  });
});

describe("a key file", () => {
  test("of a creation that was cut off lets the creation start over", async () => {
    const only = await tab();
    await only.leaveKeyFile([UNFINISHED, 0, 1, 2, 3]);
    assert.deepEqual(await only.call("start"), { ok: { holders: [], open: null } });
    assert.deepEqual(await only.create(PASSPHRASE), { ok: { holder: "1" } });
    assert.ok((await only.call("register", PERSON)).ok);
  });

  test("that is damaged never has its store replaced", async () => {
    const first = await tab();
    await first.create(PASSPHRASE);
    await first.call("register", PERSON);
    await first.lock();
    for (const damaged of [[FINISHED, 0, 1, 2, 3], []]) {
      const next = await tab();
      await next.leaveKeyFile(damaged);
      assert.deepEqual(await next.open(PASSPHRASE), {
        failed: "damaged_vault",
        advice: "put_aside",
      });
      // Another person gets a store of their own, and the damaged one stays as it is.
      assert.notDeepEqual(await next.create(PASSPHRASE), { ok: { holder: "1" } });
      await next.lock();
    }
  });
});
