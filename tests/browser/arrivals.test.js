// When people arrived, drawn on the home of whoever runs a site, with the same figures as tables.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { appBed, faultsOf } from "./app-bed.js";
import { firstUseToHome } from "./first-use.js";

const bed = appBed();
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

describe("the arrivals of a site", () => {
  test("are drawn by hour, day and week, and stand in tables", async () => {
    const ines = await bed.puente.device("ines", "volunteer");
    // Noon of a zone of the site, so that no test near midnight splits a group over two days.
    const noon = Math.floor(Date.now() / DAY_MS) * DAY_MS + 20 * HOUR_MS;
    const came = [0, 0, 0, 1, 1, 3].map((days) => new Date(noon - (days + 1) * DAY_MS).toISOString().slice(0, 19));
    for (const at of came) {
      await ines("register", "--given", "Eva", "--surname1", "Prueba", "--sex", "female", "--age", "31", "--alone", "with_family", "--urgent-medical", "none", "--field", `arrival.at=${at}Z`);
    }
    await ines("sync");
    const app = await bed.app();
    await firstUseToHome(app, await bed.puente.invite("shelter-admin"), "Berta");
    await app.heading("Llegadas");
    await app.sees(/El día con más llegadas: .*, con 3\./);
    await app.sees("Hoy no ha llegado nadie.");
    assert.equal(await app.page.locator("figure svg").count(), 2);
    await app.page.locator("figure", { hasText: "Últimos 14 días" }).getByText("Ver los números").click();
    const table = app.page.locator("figure", { hasText: "Últimos 14 días" }).locator("tbody tr");
    assert.equal(await table.count(), 14);
    const figures = await table.locator("td").allInnerTexts();
    assert.deepEqual(figures.filter((told) => told !== "0").sort(), ["1", "2", "3"]);
    await app.screenInBothThemes("76-arrivals");
    assert.deepEqual(faultsOf(app), []);
  });
});
