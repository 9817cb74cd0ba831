// Problems that a tired volunteer met at the gate.

import assert from "node:assert/strict";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { offlineBed } from "./app-bed.js";
import { firstUse, KEY, register, unlock } from "./first-use.js";
import { SHOTS } from "./screens.js";

const bed = offlineBed();
let app;

beforeEach(async () => {
  app = await bed.app();
  await firstUse(app);
});
afterEach(() => assert.deepEqual(app.faults, []));

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
    // As after the app locked itself.
    await app.page.reload();
    await unlock(app, KEY);
    await form({ given: "Ana" });
    await app.page.evaluate(() => history.back());
    await app.heading("Sin terminar");
    assert.equal(await app.page.getByLabel("Nombre(s)", { exact: true }).count(), 0);
  });
});

describe("the form", () => {
  test("says in the field what is missing, and goes there", async () => {
    await form({ surname1: "" });
    await app.tap("Guardar");
    await app.sees("Escríbalo, o toque «No tiene o no sabe un apellido».");
    assert.ok(await app.page.getByLabel("Primer apellido", { exact: true }).evaluate((field) => field === document.activeElement));
    assert.equal(await app.page.locator("[popover]").count(), 0);
    await app.screen("52-form-lacks");
    await app.type("Primer apellido", "Prueba");
    await app.choose("Mujer");
    await app.tap("Guardar");
    await app.sees("Ponga la edad, o toque «No se sabe».");
    assert.equal(await app.page.getByText("Escríbalo, o toque").count(), 0);
    await app.page.keyboard.type("40");
    await app.choose("Con familia");
    await app.tap("Guardar");
    await app.sees("Falta elegir una respuesta.");
    assert.equal(await app.page.evaluate(() => document.activeElement.closest("[id^=ask-]").id), "ask-urgent_medical");
    await app.page.keyboard.press("Space");
    await app.tap("Guardar");
    await app.heading("Guardado");
  });
});

describe("a draft", () => {
  test("is deleted apart from where it is saved, and comes back when that was a mistake", async () => {
    await form({ given: "Zoila" });
    const delete_ = app.button("Borrar este borrador");
    const save = await app.button("Guardar").boundingBox();
    const { y, height } = await delete_.boundingBox();
    assert.ok(save.y - (y + height) > 200, "it is beside the button that saves");
    await delete_.click();
    await app.heading("Llegadas");
    await app.sees("Se borró el borrador.");
    await app.page.screenshot({ path: join(SHOTS, "58-draft-deleted.png") });
    await app.page.getByRole("button", { name: /Zoila/ }).waitFor({ state: "detached" });
    await app.tap("Deshacer");
    await app.heading("Registrar");
    assert.equal(await app.page.getByLabel("Nombre(s)", { exact: true }).inputValue(), "Zoila");
    // Nobody can restore another person's draft.
    await app.tap("Borrar este borrador");
    await app.sees("Se borró el borrador.");
    await app.tap("Bloquear");
    await app.heading("Abrir Puente");
    assert.equal(await app.button("Deshacer").count(), 0);
  });
});

describe("what the app says by itself", () => {
  test("covers neither a name nor the way back, and is above a sheet", async () => {
    await register(app, { given: "Eva", surname1: "Prueba" });
    await app.tap("Ver ficha");
    await app.tap("Servicio");
    await app.tap("Comida");
    await app.tap("Guardar");
    const box = (found) => found.first().boundingBox();
    const said = await box(app.page.locator("[popover]"));
    await app.page.screenshot({ path: join(bed.profile, "said.png") });
    for (const covered of [app.button("Regresar"), app.page.getByRole("heading", { name: "Eva Prueba" })]) {
      const { y, height } = await box(covered);
      assert.ok(y + height <= said.y, "it is covered");
    }
    await app.page.locator("[popover]").waitFor({ state: "detached" });
  });
});

/** Texts that nobody at a gate understands: machine-readable times, keys of the table, ids. */
async function raw() {
  const text = await app.page.locator(".detail").innerText();
  const found = text.match(/\d{4}-\d{2}-\d{2}(T\S*)?|\b[a-z]+[._][a-z_.]+\b|\b[0-9a-f]{16,}\b/g) ?? [];
  return found.filter((word) => !/^[ap]\.m$/.test(word));
}

describe("the history and the notes of somebody", () => {
  test("are in words, with the hours of the place", async () => {
    await form({ given: "Iván" });
    await app.choose("Hombre");
    await app.tap("9");
    await app.choose("Viene solo o sola");
    for (const name of ["Coordinadora Inventada", "Licenciada Inventada"]) {
      await app.page.getByLabel("¿Quién contestó?").first().fill(name);
      await app.page.getByRole("button", { name: "Sin señal: avisé en persona" }).first().click();
    }
    await app.choose("No hay urgencia médica");
    await app.tap("Guardar");
    await app.heading("Guardado");
    await app.tap("Agregar a un familiar");
    await app.tap("Se lo leí");
    await app.type("Nombre(s)", "Luz");
    await app.choose("Mujer");
    await app.tap("En meses");
    await app.tap("8");
    await app.choose("Sí, verificado");
    await app.choose("No hay urgencia médica");
    await app.tap("Guardar");
    await app.heading("Guardado");
    await app.tap("Ver ficha");
    await app.page.getByRole("button", { name: /Iván/ }).click();
    await app.heading("Iván Prueba");
    await app.sees("Aviso por menor de edad");
    await app.tap("Servicio");
    await app.tap("Comida");
    await app.tap("Guardar");
    await app.sees("Servicio: 1");
    await app.screen("56-notes");
    assert.deepEqual(await raw(), []);
    await app.page.getByRole("button", { name: "Historia" }).click();
    await app.heading("Historia");
    await app.sees("DIF");
    await app.screen("57-history");
    assert.deepEqual(await raw(), []);
    await app.page.getByRole("button", { name: "Ver cómo estaba" }).first().click();
    await app.heading(/^Así estaba/);
    assert.deepEqual(await raw(), []);
  });
});

describe("a service that was noted", () => {
  test("is corrected, taken back, and comes again when that was the mistake", async () => {
    await register(app, { given: "Eva", surname1: "Prueba" });
    await app.tap("Ver ficha");
    await app.tap("Servicio");
    await app.tap("Comida");
    await app.tap("Guardar");
    await app.sees("Servicio: 1");
    const noted = () => app.page.getByRole("button", { name: /Corregir/ });
    await noted().click();
    await app.screen("58-correct");
    // The hour is shown by the clocks of the site, as it was noted.
    assert.match(await app.page.getByLabel("Cuándo").inputValue(), /^20\d\d-\d\d-\d\dT\d\d:\d\d$/);
    assert.equal(await app.button("Guardar").isDisabled(), true);
    await app.tap("Ropa o zapatos");
    await app.tap("Guardar");
    await app.page.getByRole("button", { name: /Ropa/ }).waitFor();
    assert.equal(await noted().count(), 1);

    await noted().click();
    await app.tap("Quitar lo anotado");
    await app.sees("Se quitó. En el historial queda lo que decía.");
    await noted().waitFor({ state: "detached" });
    await app.tap("Deshacer");
    await app.page.getByRole("button", { name: /Ropa.*Corregir/ }).waitFor();
    assert.deepEqual(app.faults, []);
  });
});

describe("somebody in a list and on their page", () => {
  test("is one line that tells them apart, with a mark for what is urgent", async () => {
    await register(app, { given: "Eva", surname1: "Prueba" });
    await app.tap("Siguiente persona");
    await app.tap("Se lo leí");
    await app.type("Nombre(s)", "Luz");
    await app.type("Primer apellido", "Prueba");
    await app.choose("Mujer");
    await app.tap("En meses");
    await app.tap("8");
    await app.choose("Con familia");
    await app.choose("Sí, verificado");
    await app.choose("Necesita atención ahora");
    await app.tap("Guardar");
    await app.heading("Guardado");
    await app.tap("Regresar");
    await app.sees(/^31 · mujer · a pie · hace \d+ min$/);
    await app.sees(/^8 meses · mujer · a pie · hace \d+ min$/);
    await app.screen("59-rows");
    const rows = await app.page.locator("ul .person").allInnerTexts();
    assert.deepEqual(rows.map((text) => text.split("\n").filter((line) => !line.includes(" · "))), [
      ["Luz Prueba", "Necesita atención ahora"],
      ["Eva Prueba"],
    ]);
    await app.page.locator(".person", { hasText: "Luz Prueba" }).click();
    await app.heading("Luz Prueba");
    const headings = await app.page.locator(".detail h3").allInnerTexts();
    assert.deepEqual(headings, ["Familia", "Preguntas"]);
    assert.ok(!/\d de \d/.test(await app.page.locator(".detail").innerText()));
    await app.screen("60-person");

    // The mark leads to where it is changed, and stays until somebody says so.
    await app.page.getByRole("button", { name: "Necesita atención ahora" }).click();
    await app.heading("Salud");
    await app.choose("No hay urgencia médica");
    await app.tap("Guardar");
    await app.heading("Luz Prueba");
    await app.tap("Regresar");
    await app.sees(/^8 meses · mujer/);
    assert.equal(await app.page.getByText("Necesita atención ahora").count(), 0);
  });
});

describe("a sheet", () => {
  test("gives the focus back to what opened it, also when it was saved", async () => {
    await register(app, { given: "Eva", surname1: "Prueba" });
    await app.tap("Ver ficha");
    const focused = () => app.page.evaluate(() => document.activeElement.textContent.trim());
    await app.button("Servicio").press("Enter");
    await app.page.keyboard.press("Escape");
    await app.page.getByRole("dialog").waitFor({ state: "detached" });
    assert.equal(await focused(), "Servicio");
    await app.button("Servicio").press("Enter");
    await app.button("Comida").press("Enter");
    await app.button("Guardar").press("Enter");
    await app.sees("Servicio: 1");
    assert.equal(await focused(), "Servicio");
  });
});

describe("a name of 1,200 letters, a phone that lies on its side, and 200 %", () => {
  test("leave everything to be seen and reached", async () => {
    const LONG = "Wolfeschlegelsteinhausenbergerdorff".repeat(35).slice(0, 1200);
    const look = async (name) => {
      for (const [how, width, height] of [["upright", 360, 740], ["side", 740, 360], ["upright-large", 180, 370], ["side-large", 370, 180]]) {
        await app.page.setViewportSize({ width, height });
        await app.page.screenshot({ path: join(SHOTS, `${name}-${how}.png`) });
        const [wide, name_px, bars_px] = await app.page.evaluate(() => [
          document.documentElement.scrollWidth - innerWidth,
          Math.max(0, ...[...document.querySelectorAll(".clamp")].map((one) => one.getBoundingClientRect().height)),
          [...document.querySelectorAll("body *")]
            .filter((one) => getComputedStyle(one).position === "sticky" && one.checkVisibility())
            .reduce((sum, one) => sum + one.getBoundingClientRect().height, 0),
        ]);
        assert.ok(wide <= 0, `${name}, ${how}: ${wide} px too wide`);
        assert.ok(name_px <= height / 2, `${name}, ${how}: the name takes ${name_px} px`);
        assert.ok(bars_px <= height / 2, `${name}, ${how}: bars take ${bars_px} px`);
      }
      await app.page.setViewportSize({ width: 360, height: 740 });
    };
    await form({ given: "" });
    await app.type("Nombre(s)", LONG);
    await look("61-long-form");
    await app.choose("Mujer");
    for (const digit of "31") await app.tap(digit);
    await app.choose("Con familia");
    await app.choose("No hay urgencia médica");
    await app.tap("Guardar");
    await app.heading("Guardado");
    await look("62-long-saved");
    await app.tap("Ver ficha");
    await app.sees("31 años");
    await look("63-long-person");
    await app.tap("Servicio");
    await look("64-sheet");
    await app.tap("Cerrar");
    await app.tap("Regresar");
    await app.tap("Regresar");
    await app.sees(/^31 · mujer/);
    await look("65-long-gate");
  });
});
