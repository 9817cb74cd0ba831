// Paper for days without a battery: blank forms and cards are printed, and one is typed in later under its code. No network.

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { faultsOf, offlineBed } from "./app-bed.js";
import { answer, firstUse } from "./first-use.js";
import { SHOTS } from "./screens.js";

const bed = offlineBed();

describe("paper", () => {
  test("has a code on each sheet, and the person of a sheet is registered under it", async () => {
    const app = await bed.app();
    await firstUse(app);
    // The dialog of a printer has no end in a test.
    await app.page.evaluate(() => (globalThis.print = () => (document.body.dataset.printed = "yes")));
    await app.tap("Teléfono");
    await app.tap("Formularios y tarjetas en papel");
    await app.heading("Formularios y tarjetas en papel");
    await app.type("Cuántas", "0");
    await app.tap("Preparar");
    await app.sees("De 1 a 60.");
    await app.screen("62-paper");
    await app.type("Cuántas", "3");
    await app.tap("Preparar");
    await app.sees("Listas 3. Así se verán.");
    const codes = await app.page.locator(".pages header .code").allInnerTexts();
    assert.equal(new Set(codes).size, 3);
    await app.tap("Imprimir");
    await app.page.locator("[data-printed]").waitFor();
    await app.screen("63-paper-ready");
    await printed(app, codes, "letter", "64-forms.pdf");
    await app.tap("Preparar otras");
    await app.choose("Tarjetas");
    await app.choose("Rollo de 58 mm");
    await app.tap("Preparar");
    await app.sees("Listas 3. Así se verán.");
    const cards = await app.page.locator(".pages .code").allInnerTexts();
    assert.equal(new Set([...codes, ...cards]).size, 6);
    await printed(app, cards, "roll58", "65-cards.pdf");

    await app.tap("Regresar");
    await app.goTo("Buscar");
    // A digit was misread.
    const [first] = codes[1];
    await app.type("Nombre o clave", codes[1].replace(first, first === "2" ? "3" : "2"));
    await app.sees("Eso no es una clave de registro: léala otra vez.");
    await app.type("Nombre o clave", codes[1].toLowerCase().replaceAll("-", " "));
    await app.sees("¿Está en una hoja o una tarjeta en blanco?");
    await app.screen("66-paper-found");
    await app.tap("Capturar la hoja");
    await app.heading("Capturar la hoja");
    await app.page.getByLabel("Año").fill("2099");
    await app.tap("Empezar a capturar");
    await app.sees("Escriba el día, el mes y el año en que llegó la persona.");
    await app.page.getByLabel("Día").fill("2");
    await app.page.getByLabel("Mes").selectOption("01");
    await app.page.getByLabel("Año").fill("2026");
    await app.type("Quién lo escribió", "Inés");
    await app.screen("67-paper-type-in");
    await app.tap("Empezar a capturar");
    await app.tap("Se lo leí");
    await app.sees(`De la hoja ${codes[1]}`);
    await answer(app, { given: "Lucía", surname1: "Prueba" });
    await app.tap("Guardar");
    await app.heading("Guardado");
    assert.equal((await app.page.locator(".ticket .groups").innerText()).replace(/\s+/g, "-"), codes[1]);
    await app.tap("Ver ficha");
    await app.heading("Lucía Prueba");
    // The code belongs to her now, and the day is that of the sheet.
    await app.tap("Regresar");
    await app.tap("Regresar");
    await app.goTo("Buscar");
    await app.type("Nombre o clave", "lusia");
    await app.sees(/2 ene/);
    await app.type("Nombre o clave", codes[1]);
    await app.heading("Lucía Prueba");
    assert.deepEqual(faultsOf(app), []);
  });
});

/** Checks the print: every code is on it, and no button. */
async function printed({ page }, codes, paper, name) {
  await page.emulateMedia({ media: "print" });
  const text = await page.evaluate(() => document.body.innerText);
  for (const code of codes) assert.ok(text.includes(code), code);
  assert.ok(!text.includes("Imprimir"));
  const pdf = await page.pdf({ preferCSSPageSize: true });
  await page.emulateMedia({ media: null });
  const [, width] = /\/MediaBox\s*\[0 0 ([\d.]+)/.exec(pdf.toString("latin1"));
  const wide = { letter: 612, roll58: 164 }[paper];
  assert.ok(Math.abs(Number(width) - wide) < 2, `a page of ${width} points`);
  await mkdir(SHOTS, { recursive: true });
  await writeFile(join(SHOTS, name), pdf);
}
