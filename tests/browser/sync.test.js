// A phone and a real server, over a connection that breaks.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { testBed } from "./bed.js";

const PASSPHRASE = "correcto caballo batería grapa";
const SURNAME = "Zzyzxprueba";

const bed = testBed({ puente: true });
const { tab, restart } = bed;

const person = (given) => ({
  person: { fields: { "name.given": given, "name.surname1": SURNAME, sex: "female" } },
});
const codes = ({ records }) => records.map(({ code }) => code);

describe("a phone at a gate", () => {
  test("joins, works without a line, survives its browser, and is seen on another device", async () => {
    const ines = await bed.puente.device("ines", "shelter-admin");
    const first = await tab();
    await first.create(PASSPHRASE);
    const { ok: before } = await first.call("register", person("Antes"));
    assert.equal((await first.call("me")).ok.enrolled, false);

    const link = `${bed.origin}/#enrol=${await bed.puente.invite("volunteer")}`;
    const { ok: invitation } = await first.call("read_invitation", { text: link });
    const { ok: joined } = await first.call("enrol", { ...invitation, name: "Rosa" });
    assert.match(joined.six_digits, /^\d{3} ?\d{3}$/);
    assert.equal(joined.me.may.core.write, true);
    assert.equal(joined.me.may.core.resolve, false);
    await first.untilSynced();
    const { ok: sent } = await first.call("record", { record: before.code });
    assert.equal(sent.state.state, "on_server");
    assert.equal(typeof sent.state.receipt, "number");

    bed.line.cut();
    const acknowledged = new Set([before.code]);
    for (const code of await first.registerUntil(5, SURNAME)) acknowledged.add(code);
    await restart();
    const second = await tab();
    assert.deepEqual(await second.open(PASSPHRASE), { ok: {} });
    const { ok: found } = await second.call("find", { text: SURNAME });
    const here = new Set(found.people.map(({ code }) => code));
    for (const code of acknowledged) assert.ok(here.has(code), `${code} was lost`);
    const { ok: cutOff } = await second.call("sync");
    assert.equal(cutOff.stop, "line_broke");
    assert.equal(cutOff.failure.code, "unreachable");

    bed.line.mend();
    assert.equal((await second.call("sync")).ok.stop, "done");
    await second.untilSynced();
    await ines("sync");
    const there = codes(await ines("list"));
    for (const code of acknowledged) assert.ok(there.includes(code), `${code} did not arrive`);

    // Inés's edit arrives by itself, as soon as the server pokes.
    await ines("set", before.code, "age", "31");
    await ines("sync");
    // Found by its code: when the phone joined, the record was founded again under another id.
    await second.untilField(before.code, "age", "31");
    assert.deepEqual(await second.leftovers(), {
      local: {},
      session: {},
      cookies: "",
      databases: [],
      caches: [],
    });
    assert.deepEqual(second.complaints, []);
  });

  test("is told what is wrong with an invitation", async () => {
    const only = await tab();
    await only.create(PASSPHRASE);
    const text = (text) => only.call("read_invitation", { text });
    assert.equal((await text("hola")).failed, "no_invitation");
    const code = await bed.puente.invite("volunteer");
    const elsewhere = await text(`https://otro.example/#enrol=${code}`);
    assert.deepEqual(elsewhere, { failed: "other_server", advice: "correct" });
    const typed = await text(` ${code.toLowerCase().replaceAll("-", " ")} `);
    const { ok: joined } = await only.call("enrol", { ...typed.ok, name: "Rosa" });
    assert.ok(joined.six_digits);
    const again = await only.call("enrol", { ...typed.ok, name: "Rosa" });
    assert.deepEqual(again, { failed: "already_enrolled", advice: "correct" });
    await only.lock();
    await only.create(PASSPHRASE);
    const used = await only.call("enrol", { ...typed.ok, name: "Luis" });
    assert.deepEqual(used, { failed: "code_refused", advice: "enrol" });
    bed.line.cut();
    const cutOff = await only.call("enrol", { ...typed.ok, name: "Luis" });
    assert.deepEqual(cutOff, { failed: "unreachable", advice: "try_later" });
  });
});
