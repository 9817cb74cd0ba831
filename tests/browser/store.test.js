// The SDK in a real browser, over its real private files.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { testBed } from "./bed.js";
import { decode } from "./cbor.js";
import { batchWithCandidate, batchWithSaved, bottomlessChange, strayChange } from "./hostile.js";

const PASSPHRASE = "correcto caballo batería grapa";
const GIVEN = "Xóchitlinventada";
const SURNAME = "Zzyzxprueba";
const PERSON = { person: { fields: { "name.given": GIVEN, "name.surname1": SURNAME } } };
const BY_NAME = { text: SURNAME };
const QUARANTINED = 3;

const { tab, kill, restart } = testBed();

describe("a store in a browser", () => {
  test("keeps a person through the death of the browser, for whoever knows the passphrase", async () => {
    const first = await tab();
    assert.deepEqual(await first.create(PASSPHRASE), { ok: { holder: "1" } });
    const { ok: saved } = await first.call("register", PERSON);
    assert.deepEqual(saved.state, { state: "saved_here" });
    await restart();
    const second = await tab();
    assert.deepEqual(await second.open("otra frase"), { failed: "wrong_secret", advice: "unlock" });
    assert.deepEqual(await second.call("find", BY_NAME), { failed: "not_open", advice: "unlock" });
    assert.deepEqual(await second.open(PASSPHRASE), { ok: {} });
    const { ok: found } = await second.call("find", BY_NAME);
    assert.deepEqual(
      found.people.map((person) => [person.code, person.given, person.surname1]),
      [[saved.code, GIVEN, SURNAME]],
    );
    assert.deepEqual(second.complaints, []);
  });

  test("gives nothing away to whoever reads the files", async () => {
    const only = await tab();
    await only.create(PASSPHRASE);
    const registered = await only.call("register", PERSON);
    assert.ok(registered.ok);
    const files = await contents(await kill());
    const stored = files.filter(({ path }) => path.includes("File System"));
    assert.ok(
      stored.some(({ bytes }) => bytes.length > 16 * 1024),
      "the store is among the files",
    );
    for (const { path, bytes } of stored) {
      assert.ok(!bytes.includes("SQLite format 3"), `${path} is a database in clear`);
    }
    for (const { path, bytes } of files) {
      for (const value of [GIVEN, SURNAME, PASSPHRASE]) {
        assert.ok(!bytes.includes(value), `${path} holds a value in clear`);
        assert.ok(!bytes.includes(Buffer.from(value, "utf16le")), `${path} holds it in UTF-16`);
      }
    }
  });

  test("is held by one tab, and the other is told so and may have it afterwards", async () => {
    const first = await tab();
    await first.create(PASSPHRASE);
    const second = await tab();
    assert.deepEqual(await second.open(PASSPHRASE), {
      failed: "open_elsewhere",
      advice: "close_other_tab",
    });
    assert.ok((await first.call("register", PERSON)).ok, "the first tab works on");
    await first.lock();
    assert.deepEqual(await second.open(PASSPHRASE), { ok: {} });
    assert.equal((await second.call("find", BY_NAME)).ok.people.length, 1);
  });

  test("refuses a request that has not the shape of a person, and a field nobody knows", async () => {
    const only = await tab();
    await only.create(PASSPHRASE);
    const shapeless = { person: { "name.surname1": SURNAME } };
    assert.equal((await only.call("register", shapeless)).failed, "request");
    const unknown = await only.call("register", { person: { fields: { zodiac_sign: "x" } } });
    assert.deepEqual(unknown, { failed: "no_such_field", advice: "correct" });
    assert.deepEqual(await only.call("find", BY_NAME), { ok: { people: [] } });
  });
});

describe("hostile bytes in a browser", () => {
  test("are quarantined by the guard before the library sees them", async () => {
    const only = await tab();
    for (const change of [strayChange(), bottomlessChange()]) {
      const { outcomes } = await only.trial(batchWithCandidate(change));
      const [[, [[verdict]], state]] = decode(outcomes);
      assert.equal(verdict, QUARANTINED);
      assert.equal(state, null);
    }
  });

  test("that break the trial Worker leave the store's Worker and the next trial alone", async () => {
    const only = await tab();
    await only.create(PASSPHRASE);
    await only.call("register", PERSON);
    assert.deepEqual(await only.trial(Buffer.from("no batch")), { ended: "malformed" });
    assert.deepEqual(await only.trial(batchWithSaved(strayChange())), { ended: "trapped" });
    assert.equal((await only.call("find", BY_NAME)).ok.people.length, 1);
    assert.ok((await only.call("register", PERSON)).ok);
    assert.ok((await only.trial(batchWithCandidate(strayChange()))).outcomes);
  });
});

/** Every file below a folder. */
async function contents(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      return { path, bytes: await readFile(path) };
    }),
  );
}
