// The session at the server: signing in from the Worker, silent refreshes, lost answers, and its end.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { testBed } from "./bed.js";

const PASSPHRASE = "correcto caballo batería grapa";
const PASSWORD = "tren lluvia mesa sol";
const OTHER = "otra cosa muy distinta";

const bed = testBed({ puente: true });

/** A tab whose person is enrolled with a role, and what they are at the server. */
async function enrolled(role) {
  const tab = await bed.tab();
  await tab.create(PASSPHRASE);
  assert.ok((await tab.call("enrol", { code: await bed.puente.invite(role), name: "Inés" })).ok);
  await tab.untilSynced();
  return tab;
}

/** A tab whose person is signed in. */
async function signedIn(role) {
  const tab = await enrolled(role);
  assert.deepEqual(await tab.call("choose_password", { new_password: PASSWORD, password: null }), { ok: {} });
  const { ok: who } = await tab.call("sign_in", { password: PASSWORD });
  return { tab, who };
}

describe("a session at the server", () => {
  test("begins with the person's own password, and refusals say what to do", async () => {
    const tab = await enrolled("administrator");
    assert.deepEqual(await tab.call("signed_in"), { ok: null });
    assert.equal((await tab.call("quarantine")).failed, "signed_out");
    assert.equal((await tab.call("sign_in", { password: PASSWORD })).failed, "login_refused");
    const short = await tab.call("choose_password", { new_password: "corta", password: null });
    assert.deepEqual(short, { failed: "password_refused", advice: "correct" });
    assert.deepEqual(await tab.call("choose_password", { new_password: PASSWORD, password: null }), { ok: {} });
    assert.equal((await tab.call("choose_password", { new_password: OTHER, password: null })).failed, "login_refused");
    const { ok: who } = await tab.call("sign_in", { password: PASSWORD });
    assert.equal(who.name, "Inés");
    assert.deepEqual(who.duties, ["accounts", "devices", "quarantine"]);
    assert.deepEqual(await tab.call("quarantine"), { ok: { changes: [] } });
    const once = await bed.puente.resetPassword(who.account);
    assert.equal((await tab.call("quarantine")).failed, "signed_out");
    assert.equal((await tab.call("sign_in", { password: once })).failed, "password_needed");
    assert.deepEqual(await tab.call("choose_password", { new_password: OTHER, password: once }), { ok: {} });
    assert.ok((await tab.call("sign_in", { password: OTHER })).ok);
    assert.deepEqual(tab.complaints, []);
  });

  test("goes on by itself when a token ends, also when the answer to its renewal is lost", async () => {
    const { tab, who } = await signedIn("shelter-admin");
    assert.deepEqual(await tab.call("server_conflicts", {}), { ok: { records: [], after: null } });
    // Another role ends the access token; the next request fetches new ones and goes on.
    await bed.puente.grant(who.account, "case-worker");
    assert.equal((await tab.call("signed_in")).ok.grants.length, 2);
    await bed.puente.grant(who.account, "volunteer");
    bed.line.loseAnswer("/v1/session/refresh");
    // The browser may send the lost request again by itself, with a proof that was used.
    const first = await tab.call("signed_in");
    assert.ok(first.ok || first.failed === "unreachable", JSON.stringify(first));
    // The same request again: as another one, the used token would have ended the session.
    assert.equal((await tab.call("signed_in")).ok.grants.length, 3);
    // Several requests at once renew it once.
    await bed.puente.grant(who.account, "auditor");
    const all = await Promise.all([1, 2, 3].map(() => tab.call("signed_in")));
    assert.deepEqual(all.map(({ ok }) => ok?.grants.length), [4, 4, 4]);
  });

  test("ends with the lock, and nothing of it is left in the browser", async () => {
    const { tab } = await signedIn("shelter-admin");
    await tab.lock();
    await tab.open(PASSPHRASE);
    assert.deepEqual(await tab.call("signed_in"), { ok: null });
    const { local, session, cookies, databases } = await tab.leftovers();
    assert.deepEqual([local, session, cookies, databases], [{}, {}, "", []]);
    assert.ok((await tab.call("sign_in", { password: PASSWORD })).ok);
    assert.deepEqual(await tab.call("sign_out"), { ok: {} });
    assert.equal((await tab.call("server_conflicts", {})).failed, "signed_out");
  });
});
