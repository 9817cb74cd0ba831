// The team from a browser: one more phone for tonight, roles, a lost phone, a forgotten password, and sites.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { appBed, faultsOf } from "./app-bed.js";
import { firstUseToHome, firstUseWithCode, signInForTheFirstTime } from "./first-use.js";

const bed = appBed({ phones: 2 });
const DESK = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 740 };

/** Somebody at their own first screen, signed in at the server. */
async function signedIn(role, name) {
  const app = await bed.app();
  await firstUseToHome(app, await bed.puente.invite(role), name);
  await signInForTheFirstTime(app);
  await app.sees(`Entró como ${name}.`);
  return app;
}

describe("a shelter admin", () => {
  test("invites one more phone in four taps, compares its digits, and cancels it when it is lost", async () => {
    const app = await signedIn("shelter-admin", "Inés");
    await app.tap("Invitar");
    await app.heading("Invitar");
    for (const role of ["Coordinación del albergue", "Administración"]) {
      assert.equal(await app.page.getByText(role, { exact: true }).count(), 0);
    }
    await app.screenInBothThemes("90-invite");
    await app.choose("Voluntariado");
    await app.tap("Hacer invitación");
    await app.sees("Esperando a que el teléfono se una…");
    await app.screenInBothThemes("91-invited");
    const code = await app.page.locator(".code").innerText();

    const other = await bed.app(1);
    const digits = await firstUseWithCode(other, code, "Rosa");
    await app.sees("Se unió Rosa.");
    assert.equal((await app.page.locator(".digits").innerText()).replace(/\D/g, ""), digits);
    await app.screenInBothThemes("92-joined");

    await app.tap("Regresar");
    await app.tap("Teléfonos");
    await app.heading("Teléfonos");
    await app.screenInBothThemes("93-phones");
    await app.page.setViewportSize(DESK);
    await app.page.getByRole("columnheader", { name: "Seis números" }).waitFor();
    await app.screen("93-phones-desk");
    await app.page.setViewportSize(PHONE);
    await app.tap("Se perdió el teléfono de Rosa");
    await app.tap("Sí, se perdió");
    await app.sees("Teléfono cancelado.");
    await app.sees(/^Cancelado /);
    await other.goTo("Teléfono");
    await other.tap("Enviar ahora");
    await other.sees("El servidor ya no recibe de este teléfono");
    assert.deepEqual(faultsOf(app), []);
  });

  test("gives and takes roles at her own site, and replaces a forgotten password", async () => {
    await bed.puente.device("kiko", "volunteer");
    const app = await signedIn("shelter-admin", "Berta");
    await app.tap("Equipo");
    await app.heading("Equipo");
    await app.screenInBothThemes("94-team");
    await app.tap("Ver a kiko");
    await app.heading("kiko");
    await app.screenInBothThemes("95-team-member");
    await app.choose("Atención de casos");
    await app.tap("Dar función");
    await app.sees("Función dada.");
    await app.tap("Quitar Voluntariado, Puente Reynosa");
    await app.sees("Se quitó la función.");
    await app.tap("Hacer contraseña de un solo uso");
    await app.sees("No se vuelve a mostrar.");
    await app.tap("Cerrar la cuenta");
    await app.tap("No cerrar");
    await app.tap("Cerrar la cuenta");
    await app.tap("Sí, cerrar la cuenta de kiko");
    await app.sees("Cuenta cerrada.");
    await app.heading("Equipo");
    assert.equal(await app.page.getByText("kiko").count(), 0);
    assert.deepEqual(faultsOf(app), []);
  });
});

describe("an administrator", () => {
  test("sets up a site, gives its facts and closes it", async () => {
    const app = await signedIn("administrator", "Ada");
    await app.tap("Sitios");
    await app.heading("Sitios");
    await app.sees("Falta el teléfono del DIF.");
    await app.tap("Nuevo sitio");
    await app.type("Nombre", "Casa Prueba");
    await app.choose("Albergue");
    await app.page.getByLabel("Hora de").selectOption("America/Tijuana");
    await app.type("Teléfonos del DIF", "no es un número");
    await app.screenInBothThemes("96-site");
    await app.tap("Guardar");
    await app.sees("Revise el nombre");
    await app.type("Teléfonos del DIF", "664 123 4567");
    await app.tap("Guardar");
    await app.sees("Guardado. Los teléfonos lo sabrán");
    await app.screenInBothThemes("97-sites");
    await app.tap("Cambiar Casa Prueba");
    await app.choose("Cerrado");
    await app.tap("Guardar");
    await app.page.locator("section", { hasText: "Casa Prueba" }).getByText("Cerrado").waitFor();
    assert.deepEqual(faultsOf(app), []);
  });
});
