// The card with a code: what is printed, and what a camera reads from it.

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, test } from "node:test";
import { encodeQR } from "qr";
import { appBed, faultsOf } from "./app-bed.js";
import { film, modulesOf } from "./camera.js";
import { chooseKey, KEY, register, unlock } from "./first-use.js";

const SHOTS = fileURLToPath(new URL("../../target/screenshots", import.meta.url));

let seen = [];
const bed = appBed({ flags: () => seen });

describe("a card", () => {
  test("is printed alone, and a camera reads it, and an invitation before it", async () => {
    const code = await bed.puente.invite("volunteer");
    const invitation = encodeQR(`${bed.servers[0].origin}/#enrol=${code}`, "raw");
    seen = await film(join(bed.profile, "invitation.y4m"), invitation);
    await bed.restart();
    let app = await bed.app();
    await app.tap("Tengo un código");
    await chooseKey(app, KEY);
    await app.tap("Escanear el código");
    await app.page.getByRole("dialog").waitFor({ state: "detached" });
    assert.equal(await app.page.getByLabel("Código de invitación").inputValue(), code.replaceAll("-", ""));
    await app.type("Su nombre, como le dicen en el equipo", "Rosa");
    await app.tap("Unirme");
    await app.tap("Son iguales");
    await app.heading("Llegadas");
    await register(app, { given: "Eva", surname1: "Prueba" });
    const groups = await app.page.locator(".ticket .groups").innerText();
    const modules = await modulesOf(app.page);
    await printed(app, groups, "60-card-saved.pdf");
    await app.tap("Ver ficha");
    await app.tap("Tarjeta con la clave");
    await printed(app, groups, "61-card-person.pdf");
    await app.page.getByRole("dialog").getByRole("button", { name: "Cerrar" }).click();
    const faults = faultsOf(app);

    seen = await film(join(bed.profile, "card.y4m"), modules);
    await bed.restart();
    app = await bed.app();
    await unlock(app, KEY);
    await app.goTo("Buscar");
    await app.tap("Escanear tarjeta");
    await app.heading("Ficha");
    await app.heading("Eva Prueba");
    assert.deepEqual([...faults, ...faultsOf(app)], []);
  });
});

/** Checks the print: one page with the code and its QR, and no name, button or anything else. */
async function printed({ page }, groups, name) {
  await page.locator(".ticket svg").waitFor();
  await page.emulateMedia({ media: "print" });
  const [text, drawn] = await page.evaluate(() => [
    document.body.innerText,
    document.querySelector(".ticket svg").getBoundingClientRect().width,
  ]);
  await page.emulateMedia({ media: null });
  const said = text.split(/\s+/).filter(Boolean);
  const code = groups.split(/\s+/);
  assert.deepEqual(said.slice(-code.length), code);
  assert.deepEqual(said.slice(0, -code.length).filter((word) => word.length > 1 && !"Clave de registro".includes(word)), []);
  assert.ok(drawn > 100, `a code of ${drawn} px`);
  const pdf = await page.pdf({ format: "A6" });
  assert.equal(pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length, 1);
  await mkdir(SHOTS, { recursive: true });
  await writeFile(join(SHOTS, name), pdf);
}
