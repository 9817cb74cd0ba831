// A new version of the app while somebody works.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { offlineBed } from "./app-bed.js";
import { firstUse, KEY, register, unlock } from "./first-use.js";

const bed = offlineBed();

describe("an update of the app", () => {
  test("is not spoken of within a registration, and loses neither what waits nor what is half typed", async () => {
    const app = await bed.app();
    await firstUse(app);
    await register(app, { given: "Eva", surname1: "Prueba" });
    await app.tap("Siguiente persona");
    if (await app.button("Se lo leí").isVisible()) await app.tap("Se lo leí");
    await app.type("Nombre(s)", "Zoila");
    await app.choose("Mujer");
    bed.server.update();
    const version = () => app.page.evaluate(() => document.documentElement.dataset.version);
    await app.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const said = new Promise((resolve) => addEventListener("puente-update", resolve, { once: true }));
      await registration.update();
      await said;
    });
    for (const size of [{ width: 1280, height: 800 }, { width: 360, height: 740 }]) {
      await app.page.setViewportSize(size);
      assert.equal(await app.page.getByText("Hay una versión nueva").isVisible(), false);
    }
    await app.type("Primer apellido", "Inventada");
    await app.tap("Regresar");
    await app.heading("Sin terminar");
    await app.sees("Hay una versión nueva");
    await app.screen("45-update");
    assert.equal(await version(), undefined);
    await app.tap("Actualizar ahora");
    await unlock(app, KEY);
    assert.equal(await version(), "2");
    assert.equal(await app.page.getByText("Hay una versión nueva").count(), 0);
    await app.page.getByRole("button", { name: /Eva Prueba/ }).waitFor();
    await app.page.getByRole("button", { name: /Zoila Inventada/ }).click();
    assert.equal(await app.page.getByLabel("Nombre(s)", { exact: true }).inputValue(), "Zoila");
    assert.ok(await app.page.getByRole("radio", { name: "Mujer", exact: true }).isChecked());
    assert.deepEqual(app.faults, []);
  });
});
