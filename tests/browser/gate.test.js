// What a tired volunteer ran into at the gate.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { serveApp } from "./app-server.js";
import { start } from "./chromium.js";
import { firstUse, KEY, register, unlock } from "./first-use.js";
import { App } from "./screens.js";

let server;
let profile;
let chromium;
let app;

before(async () => {
  server = await serveApp();
});
after(() => server.stop());
beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), "puente-gate-"));
  chromium = await start(profile);
  app = await App.open(chromium, server.origin);
  await firstUse(app);
});
afterEach(async () => {
  assert.deepEqual(app.faults, []);
  await chromium.kill();
  await rm(profile, { recursive: true, force: true });
});

/** The form, after the notice. */
async function form({ given = "Ana", surname1 = "Prueba" } = {}) {
  await app.tap("Registrar a una persona");
  await app.tap("Se lo leí");
  if (given) await app.type("Nombre(s)", given);
  if (surname1) await app.type("Primer apellido", surname1);
}

describe("the age of somebody", () => {
  test("may be unknown, with why, and is saved", async () => {
    await form();
    await app.choose("Mujer");
    await app.tap("No se sabe");
    await app.tap("Prefiere no decir");
    await app.screen("50-age-missing");
    await app.choose("Con familia");
    await app.choose("Sí, verificado");
    await app.choose("No hay urgencia médica");
    await app.tap("Guardar");
    await app.heading("Guardado");
    await app.tap("Ver ficha");
    await app.sees("Mujer · Prefiere no decir · Con familia");
  });

  test("is in months for a baby", async () => {
    await form({ given: "Luz" });
    await app.choose("Mujer");
    await app.tap("En meses");
    await app.tap("8");
    await app.screen("51-age-months");
    await app.choose("Con familia");
    await app.choose("Sí, verificado");
    await app.choose("No hay urgencia médica");
    await app.tap("Guardar");
    await app.heading("Guardado");
    await app.tap("Ver ficha");
    await app.sees("Nació, más o menos: ");
    await app.tap("Regresar");
  });
});

describe("the button Back of the phone", () => {
  test("after unlocking leads to nothing that was open before", async () => {
    await register(app, { given: "Eva", surname1: "Prueba" });
    await app.tap("Ver ficha");
    await app.page.getByRole("button", { name: /^Identidad/ }).click();
    await app.heading("Identidad");
    // As when it was left alone for too long.
    await app.page.reload();
    await unlock(app, KEY);
    await form({ given: "Ana" });
    await app.page.evaluate(() => history.back());
    await app.heading("Sin terminar");
    assert.equal(await app.page.getByLabel("Nombre(s)", { exact: true }).count(), 0);
  });
});
