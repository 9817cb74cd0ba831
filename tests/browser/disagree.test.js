// Two phones that disagree about one person, and a change that the server quarantines.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { appBed, faultsOf } from "./app-bed.js";
import { firstUse, firstUseWithCode, join, register } from "./first-use.js";

const bed = appBed({ phones: 2 });

/** Opens a person's page from the list of everybody. */
async function open(app, name) {
  await app.goTo("Buscar");
  await app.page.getByRole("button", { name }).click();
  await app.heading("Ficha");
}

async function say(app, field, value) {
  await app.page.getByRole("button", { name: /^Identidad/ }).click();
  await app.type(field, value);
  await app.tap("Guardar");
  await app.heading("Ficha");
}

describe("two phones without a network", () => {
  test("say two things of one person: both stay, a coordinator decides, and a volunteer is not asked", async () => {
    const rosa = await bed.app(0);
    await firstUseWithCode(rosa, await bed.puente.invite("volunteer"), "Rosa");
    const ines = await bed.app(1);
    await firstUseWithCode(ines, await bed.puente.invite("shelter-admin"), "Inés");
    await register(rosa, { given: "Eva", surname1: "Prueba" });
    await rosa.tap("Ver ficha");
    await open(ines, /Eva/);
    for (const { line } of bed.servers) line.cut();
    await say(rosa, "Segundo apellido", "Ybarra");
    await say(ines, "Segundo apellido", "Ibarra");
    for (const { line } of bed.servers) line.mend();
    for (const app of [rosa, ines]) {
      await app.page.evaluate(() => dispatchEvent(new Event("online")));
      await app.sees("Un dato se anotó de dos maneras");
    }

    assert.equal(await rosa.button("Decidir").count(), 0);
    await rosa.screen("50-conflict-volunteer");
    await rosa.tap("Ver las versiones");
    await rosa.page.locator(".candidate", { hasText: "Ibarra" }).waitFor();
    await rosa.sees("Se guardan todas. Quien coordina decide");
    assert.equal(await rosa.page.getByRole("radio").count(), 0);
    await rosa.tap("Regresar");

    await ines.tap("Decidir");
    for (const [value, name] of [["Ybarra", "Rosa"], ["Ibarra", "Inés"]]) {
      const candidate = ines.page.locator(".candidate", { hasText: value });
      assert.match(await candidate.innerText(), new RegExp(`${name}.*\\d.*lo dijo.*teléfono [0-9a-f]{4}`, "s"));
    }
    await ines.page.locator(".candidate", { hasText: "Ybarra" }).getByRole("radio").check();
    await ines.type("¿Por qué esta? (queda anotado)", "Acta de nacimiento");
    await ines.screen("51-conflict-coordinator");
    await ines.tap("Quedarse con esta");
    await ines.sees("No hay nada por aclarar.");
    await rosa.page.getByRole("heading", { name: "Eva Prueba Ybarra" }).waitFor();
    await rosa.page.getByText("Un dato se anotó de dos maneras").waitFor({ state: "detached" });
    assert.deepEqual([...faultsOf(rosa), ...faultsOf(ines)], []);
  });

  test("and what the server keeps aside is said, with what to do", async () => {
    // Somebody registers a person before they join, and then joins with a role that may register nobody.
    const app = await bed.app(0);
    await firstUse(app);
    await register(app, { given: "Leo", surname1: "Prueba" });
    await app.tap("Regresar");
    await app.tap("Teléfono");
    await app.tap("Unirse a un sitio");
    await join(app, await bed.puente.invite("auditor"), "Luis");
    await app.heading("Algo requiere atención");
    await app.screen("52-attention-phone");
    await app.tap("Ver qué pasó");
    await app.sees("Anote la clave y hable con quien coordina.");
    await app.sees("En revisión.");
    await app.screen("53-attention");
    await app.button("Ver ficha").first().click();
    await app.heading("Leo Prueba");
    await app.page.locator(".detail").getByText("Requiere atención").waitFor();
    assert.deepEqual(faultsOf(app), []);
  });
});
