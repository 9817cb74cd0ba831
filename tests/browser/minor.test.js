// A child at the gate: in whatever way the age is given, the form stops until both calls were made.

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { offlineBed } from "./app-bed.js";
import { firstUse } from "./first-use.js";

const STOP = "Niña, niño o adolescente sin compañía";
const DOUBT = "Niña, niño o adolescente: no consta quién acompaña";

const bed = offlineBed();
let app;

beforeEach(async () => {
  app = await bed.app();
  await firstUse(app);
  await app.tap("Registrar a una persona");
  await app.tap("Lo leí a todo el grupo");
  await app.type("Nombre(s)", "Iván");
  await app.type("Primer apellido", "Prueba");
  await app.choose("Hombre");
});
afterEach(() => assert.deepEqual(app.faults, []));

async function date({ day = "", month = "", year }) {
  const label = (name) => app.page.getByLabel(name, { exact: true });
  if (day) await label("Día").fill(day);
  // The label also contains the choices.
  if (month) await app.page.getByRole("combobox", { name: "Mes" }).selectOption({ label: month });
  await label("Año").fill(year);
  // The form may have stopped already: then no field has the focus.
  await app.page.keyboard.press("Tab");
}

async function told() {
  for (const name of ["Coordinadora Inventada", "Licenciada Inventada"]) {
    await app.page.getByLabel("¿Quién contestó?").first().fill(name);
    await app.page.getByRole("button", { name: "Sin señal: avisé en persona" }).first().click();
  }
  await app.sees("DIF y Procuraduría avisados.");
}

describe("a child at the gate", () => {
  test("is not passed over by a date that cannot be", async () => {
    await app.choose("Viene solo o sola");
    await app.tap("Con fecha de nacimiento");
    for (const odd of [
      { day: "31", month: "febrero", year: "2015" },
      { year: "12" },
      { year: "85" },
      { year: "2031" },
      { year: "1915" },
    ]) {
      await date(odd);
      await app.heading(STOP);
      await app.tap("La edad está mal");
      await app.heading("Registrar");
    }
    // For somebody who came with family the form says so, and saves when the user confirms.
    await app.choose("Con familia");
    await date({ year: "2031" });
    await app.sees("La fecha está en el futuro.");
    await app.choose("Sí, verificado");
    await app.choose("No hay urgencia médica");
    await app.screen("37-odd-date");
    await app.tap("Guardar");
    await app.sees("Si así es, toque Guardar otra vez.");
    await app.tap("Guardar");
    await app.heading("Guardado");
  });

  test("is not alone with somebody who may not be family, and not safe either", async () => {
    await app.tap("9");
    await app.choose("Con otras personas");
    await app.choose("Hay duda");
    await app.heading(DOUBT);
    await app.screen("38-minor-doubted");
    await app.tap("Sí es su familia");
    await app.choose("Sí, verificado");
    await app.choose("No hay urgencia médica");
    await app.tap("Guardar");
    await app.heading("Guardado");
  });

  test("may be somebody whose age nobody knows", async () => {
    await app.tap("No se sabe");
    await app.screen("39-age-unknown");
    await app.tap("Puede ser menor de 18");
    await app.choose("Viene solo o sola");
    await app.heading(STOP);
    await told();
    await app.choose("No hay urgencia médica");
    await app.tap("Guardar");
    await app.heading("Guardado");
    // Both authorities know: the page asks nobody to call again.
    await app.tap("Ver ficha");
    await app.sees("El DIF y la Procuraduría ya tienen el aviso.");
    assert.ok(!(await app.page.content()).includes("llame a la coordinación"));
    await app.screen("40-minor-notified");
  });

  test("is no adult of whom only that is known, nor somebody of more than a hundred years", async () => {
    await app.tap("No se sabe");
    await app.tap("Seguro que es adulto o adulta");
    await app.choose("Viene solo o sola");
    await app.choose("No hay urgencia médica");
    await app.tap("3");
    await app.tap("+100 años");
    await app.sees("103");
    await app.tap("Guardar");
    await app.heading("Guardado");
  });
});
