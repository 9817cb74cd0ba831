// Several people on one phone, their secrets, and a full phone.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { testBed } from "./bed.js";

const SURNAME = "Zzyzxprueba";
const PERSON = { person: { fields: { "name.surname1": SURNAME } } };
const ROSA = { secret: "correcto caballo batería grapa", secret_kind: "passphrase" };
const LUIS = { secret: "481516", secret_kind: "pin" };

const bed = testBed();
const { tab } = bed;

describe("two people who begin apart on one phone", () => {
  test("each open their own with their own secret, and neither sees the other's", async () => {
    const only = await tab();
    assert.deepEqual(await only.call("start"), { ok: { holders: [], open: null } });
    const short = await only.call("create", { secret: "1234", secret_kind: "pin" });
    assert.deepEqual(short, { failed: "secret_too_short", advice: "correct" });
    assert.deepEqual(await only.call("create", ROSA), { ok: { holder: "1" } });
    await only.call("register", PERSON);
    // Without a server nobody can be added, and the only key stays.
    const early = await only.call("add_holder", { ...LUIS, code: "0".repeat(21), name: "Luis" });
    assert.deepEqual(early, { failed: "not_enrolled", advice: "enrol" });
    const last = await only.call("forget_holder", { holder: "1" });
    assert.deepEqual(last, { failed: "last_key", advice: "correct" });
    assert.deepEqual((await only.call("holders")).ok.holders, [{ holder: "1", name: "", is_here: true }]);
    await only.lock();
    assert.deepEqual(await only.call("create", LUIS), { ok: { holder: "2" } });
    assert.equal((await only.call("status")).ok.records, 0);
    await only.lock();
    const { ok: started } = await only.call("start");
    assert.deepEqual(started.holders, [
      { holder: "1", store: "1", secret_kind: "passphrase", name: "" },
      { holder: "2", store: "2", secret_kind: "pin", name: "" },
    ]);
    const wrong = { failed: "wrong_secret", advice: "unlock" };
    assert.deepEqual(await only.call("open", { holder: "2", secret: ROSA.secret }), wrong);
    assert.deepEqual(await only.call("open", { holder: "2", secret: "481517" }), wrong);
    const nobody = await only.call("open", { holder: "3", secret: LUIS.secret });
    assert.equal(nobody.failed, "no_such_holder");
    assert.deepEqual(await only.call("open", { holder: "1", secret: ROSA.secret }), { ok: {} });
    assert.equal((await only.call("status")).ok.records, 1);
  });
});

describe("a phone whose storage is full", () => {
  test("says so, keeps what it said it saved, and goes on when there is room", async () => {
    const only = await tab();
    await only.create(ROSA.secret);
    const limit = async (quotaSize) => {
      const session = await only.page.context().newCDPSession(only.page);
      await session.send("Storage.overrideQuotaForOrigin", { origin: bed.origin, quotaSize });
    };
    const { usage_bytes } = await only.page.evaluate(() => window.storage());
    await limit(usage_bytes + 64 * 1024);
    const saved = [];
    let refused;
    while (!refused && saved.length < 2_000) {
      const { ok, ...failure } = await only.call("register", PERSON);
      if (ok) saved.push(ok.code);
      else refused = failure;
    }
    assert.deepEqual(refused, { failed: "storage_full", advice: "free_space" });
    await limit(undefined);
    const { ok: last } = await only.call("register", PERSON);
    const { ok: list } = await only.call("list", { limit: 500 });
    assert.equal(list.total, saved.length + 1);
    const { ok: found } = await only.call("record", { record: last.code });
    assert.equal(found.code, last.code);
    assert.ok((await only.call("record", { record: saved.at(-1) })).ok);
  });
});
