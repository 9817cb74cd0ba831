// Two people on one phone: each with their own key, code and name, in and out without a network.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { start } from "./chromium.js";
import { chooseKey, firstUse, firstUseWithCode, join, KEY, register, unlock } from "./first-use.js";
import { startPuente } from "./puente.js";
import { App } from "./screens.js";
import { serve } from "./static-server.js";

const PIN = "493817";

let puente;
let server;
let profile;
let chromium;

before(async () => {
  puente = await startPuente();
  server = await serve(puente.origin, { app: true });
});
after(async () => {
  await server?.stop();
  await puente?.stop();
});
beforeEach(async () => {
  profile = await mkdtemp(path(tmpdir(), "puente-shared-"));
  chromium = await start(profile);
});
afterEach(async () => {
  server.line.mend();
  await chromium.kill();
  await rm(profile, { recursive: true, force: true });
});

async function settings(app) {
  await app.tap("Teléfono");
  await app.page.getByRole("button", { name: "Ajustes" }).click();
  await app.heading("Quién usa este teléfono");
}

describe("two people on one phone", () => {
  test("register in their own name without a network, and one of them leaves", async () => {
    const ines = await puente.device("ines", "shelter-admin");
    const app = await App.open(chromium, server.origin);
    await firstUseWithCode(app, await puente.invite("volunteer"), "Rosa");
    await register(app, { given: "Eva", surname1: "Prueba" });
    await app.tap("Regresar");

    await settings(app);
    await app.screen("40-people");
    await app.tap("Agregar a otra persona");
    await app.heading("La llave de quien llega al equipo");
    await app.screen("41-person-key");
    await chooseKey(app, PIN);
    await app.heading("Su código y su nombre");
    await app.screen("42-person-code");
    const code = await puente.invite("case-worker");
    await join(app, code, "Luis Prueba");
    await app.heading("Abrir Puente");

    // Somebody else gets the code that Luis used, and cannot take his place.
    await unlock(app, KEY, "Rosa");
    await settings(app);
    await app.tap("Agregar a otra persona");
    await chooseKey(app, "604172");
    await app.type("Código de invitación", code);
    await app.type("Su nombre, como le dicen en el equipo", "Sara");
    await app.tap("Unirme");
    await app.sees("El código ya se usó, venció o está mal.");
    await app.tap("Cancelar");
    await app.tap("Regresar");
    await app.tap("Bloquear");
    await app.heading("Abrir Puente");
    assert.equal(await app.page.getByText("Sara").count(), 0);

    // From here on there is no network.
    server.line.cut();
    await app.choose("Luis");
    await app.type("Su PIN", "493818");
    await app.tap("Abrir");
    await app.sees("Esa no es su frase o su PIN.");
    await app.screen("43-locked-pin");
    await unlock(app, PIN, "Luis");
    await app.sees("Eva");
    await register(app, { given: "Leo", surname1: "Prueba", sex: "Hombre" });
    await app.tap("Regresar");
    await app.tap("Bloquear");
    await unlock(app, KEY, "Rosa");
    await register(app, { given: "Sol", surname1: "Prueba" });
    await app.tap("Regresar");

    // Luis leaves the team before his changes are sent.
    await settings(app);
    await app.tap("Quitar la llave de Luis Prueba");
    await app.heading("Quitar la llave de Luis Prueba");
    await app.screen("44-person-leaves");
    await app.tap("Quitar su llave");
    await app.sees("Esa llave ya no abre este teléfono.");
    server.line.mend();
    await app.tap("Regresar");
    await app.tap("Enviar ahora");
    await app.heading("Todo está en el servidor");
    await app.tap("Bloquear");
    await app.heading("Abrir Puente");
    assert.equal(await app.page.getByText("Luis").count(), 0);

    await ines("sync");
    const writers = {};
    for (const { code, given } of (await ines("list")).records) {
      const { changes } = await ines("history", code);
      writers[given] = changes[0].author.name;
    }
    assert.deepEqual(writers, { Eva: "Rosa", Leo: "Luis Prueba", Sol: "Rosa" });
    assert.deepEqual(app.faults, []);
    assert.deepEqual(app.complaints.filter((said) => !/Failed to load resource/.test(said)), []);
  });

  test("lock it whatever is being asked, and the next one opens it", async () => {
    const app = await App.open(chromium, server.origin);
    await firstUse(app);
    await app.page.evaluate(holdEstimates);
    await register(app, { given: "Eva", surname1: "Prueba" });
    await app.tap("Regresar");
    await app.tap("Bloquear");
    await app.heading("Abrir Puente");
    assert.ok((await app.page.evaluate(() => globalThis.letGo())) > 0);
    await unlock(app, KEY);
    await app.sees("Eva");
    assert.deepEqual(app.complaints, []);
  });
});

/** Runs in the page: delays the estimates of free space, which follow each write, until the test lets them go. */
function holdEstimates() {
  const held = [];
  const estimate = navigator.storage.estimate.bind(navigator.storage);
  navigator.storage.estimate = async () => {
    await new Promise((answer) => held.push(answer));
    return estimate();
  };
  globalThis.letGo = () => {
    navigator.storage.estimate = estimate;
    for (const answer of held) answer();
    return held.length;
  };
}
