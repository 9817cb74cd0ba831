// A new server from one command: everything else is done in browsers, up to a registration on a second phone.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { describe, test } from "node:test";
import { faultsOf } from "./app-bed.js";
import { start } from "./chromium.js";
import { KEY, chooseKey, firstUseWithCode, register, signInForTheFirstTime } from "./first-use.js";
import { setUpPuente } from "./puente.js";
import { App } from "./screens.js";
import { serve } from "./static-server.js";

const RECOVERY = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

/** From the link that the command printed to the administrator's first screen. */
async function becomeAdministrator(app, name) {
  await app.tap("Empezar con mi invitación");
  await chooseKey(app, KEY);
  await app.type("Su nombre, como le dicen en el equipo", name);
  await app.tap("Unirme");
  await app.sees("Compare estos seis números");
  await app.tap("Son iguales");
  await app.heading("Administración");
  await signInForTheFirstTime(app);
  await app.sees(`Entró como ${name}.`);
}

describe("a new server", () => {
  test("is set up in the browser, up to a registration on a second phone", async (t) => {
    const began = performance.now();
    const puente = await setUpPuente();
    const second = await serve(puente.origin, { app: true });
    const profile = await mkdtemp(path(tmpdir(), "puente-app-"));
    const chromium = await start(profile);
    try {
      const app = await App.open(chromium, puente.link);
      await becomeAdministrator(app, "Ada");
      await app.sees("0 de 4 pasos");
      await app.page.getByRole("button", { name: /^Para empezar/ }).click();
      await app.heading("Para empezar");
      await app.screen("98-setup");

      await app.tap("Nuevo sitio");
      await app.type("Nombre", "Garita Prueba");
      await app.choose("Cruce");
      await app.page.getByLabel("Hora de").selectOption("America/Tijuana");
      await app.type("Teléfonos del DIF", "664 123 4567");
      await app.tap("Guardar");
      await app.sees("Guardado. Los teléfonos lo sabrán");
      await app.tap("Regresar");

      await app.type("Renglón que empieza con age1", `${RECOVERY}x`);
      await app.tap("Guardar la llave");
      await app.sees("Ese no es un renglón que empieza con «age1», o le faltan letras.");
      await app.type("Renglón que empieza con age1", ` ${RECOVERY} `);
      await app.tap("Guardar la llave");
      await app.sees("Llave guardada. Los teléfonos la reciben al enviar.");

      await app.tap("Invitar");
      await app.heading("Invitar");
      await app.choose("Voluntariado");
      await app.tap("Hacer invitación");
      await app.sees("Esperando a que el teléfono se una…");
      const code = await app.page.locator(".code").innerText();
      const other = await App.open(chromium, second.origin);
      const digits = await firstUseWithCode(other, code, "Rosa");
      await app.sees("Se unió Rosa.");
      assert.equal((await app.page.locator(".digits").innerText()).replace(/\D/g, ""), digits);
      await register(other, { given: "Eva", surname1: "Prueba" });
      // It is sent by itself, and the screen that is open says so.
      await other.sees("En el servidor");
      t.diagnostic(`from nothing to a registration on a second phone: ${((performance.now() - began) / 1000).toFixed(0)} s`);

      await app.tap("Regresar");
      await app.heading("Para empezar");
      await app.screen("99-setup-nearly");
      assert.equal(await app.page.getByText("Hecho").count(), 3);
      assert.deepEqual([...faultsOf(app), ...faultsOf(other)], []);
    } finally {
      await chromium.kill();
      await rm(profile, { recursive: true, force: true });
      await second.stop();
      await puente.stop();
    }
  });
});
