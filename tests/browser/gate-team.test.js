// The gate with a server behind it: what others registered, and what each role may do there.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { appBed, faultsOf } from "./app-bed.js";
import { firstUse, firstUseWithCode, join } from "./first-use.js";

const bed = appBed();

describe("a phone with people of others on it", () => {
  test("does not say that nobody is there, and says when there is no network", async () => {
    const ines = await bed.puente.device("ines", "volunteer");
    await ines("register", "--given", "Eva", "--surname1", "Prueba", "--sex", "female", "--age", "31", "--alone", "with_family", "--urgent-medical", "none");
    await ines("sync");
    const app = await bed.app();
    await firstUseWithCode(app, await bed.puente.invite("volunteer"), "Rosa");
    await app.sees("Aquí verá a quienes usted registre. Personas que ya están en este teléfono: 1.");
    await app.screen("53-gate-others");
    await app.page.locator(".content").getByRole("button", { name: "Buscar" }).click();
    await app.sees("1 persona en este teléfono");
    await app.tap("Teléfono");
    bed.servers[0].line.cut();
    await app.tap("Enviar ahora");
    await app.sees("No hay red. Lo guardado sigue aquí y se enviará después.");
    await app.sees("Se intenta solo a las");
    await app.screen("54-no-network");
    assert.deepEqual(faultsOf(app), []);
  });
});

describe("whoever may register nobody", () => {
  test("keeps what was begun before, and loses none of it", async () => {
    const app = await bed.app();
    await firstUse(app);
    await app.tap("Registrar a una persona");
    await app.tap("Se lo leí");
    await app.type("Nombre(s)", "Zoila Inventada");
    await app.tap("Regresar");
    await app.tap("Teléfono");
    await app.page.getByRole("button", { name: "Unirse a un sitio" }).click();
    await join(app, await bed.puente.invite("auditor"), "Rosa");
    await app.goTo("Inicio");
    await app.page.getByRole("button", { name: /Zoila Inventada/ }).click();
    await app.heading("Aquí usted no registra");
    await app.tap("Regresar");
    await app.sees("Zoila Inventada");
  });
});
