// The app as a volunteer uses it: on a phone of 360 pixels, without a network, in one walk from the first start to
// the hand-over to a colleague. Every screen is checked by axe, measured, and saved as a picture.

import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import { offlineBed } from "./app-bed.js";

const PASSPHRASE = "correcto caballo batería";
const INTERACTIONS_MAX = 12;

const bed = offlineBed();

/** Everything before the gate, without a code. */
async function firstUse(app, look = async () => {}) {
  await app.heading("Registrar a quien llega, con red o sin ella");
  await look("01-welcome");
  await app.tap("Empezar sin código");
  await app.heading("Su llave");
  await app.choose("PIN");
  await app.sees("Un PIN protege de miradas.");
  await look("02-secret-pin");
  await app.choose("Frase");
  await app.type("Su frase", "corta");
  await app.type("Otra vez, para estar seguros", "corta");
  await app.tap("Crear mi llave");
  await app.sees("Faltan 5 caracteres.");
  await app.type("Su frase", PASSPHRASE);
  await app.type("Otra vez, para estar seguros", PASSPHRASE);
  await look("03-secret");
  await app.tap("Crear mi llave");
  await app.heading("Llegadas");
}

/** Fills in the five questions of the gate. */
async function fill(app, { given, surname1, surname2, sex, age, alone, urgent = "No hay urgencia médica" }) {
  if (given) await app.type("Nombre(s)", given);
  if (surname1) await app.type("Primer apellido", surname1);
  if (surname2) await app.type("Segundo apellido", surname2);
  await app.choose(sex);
  for (const digit of String(age)) await app.tap(digit);
  if (alone) await app.choose(alone);
  await app.choose(urgent);
}

const ROSA = { given: "Rosa María", surname1: "Muñoz", surname2: "Ibarra", sex: "Mujer", age: 34, alone: "Viene solo o sola" };

describe("the gate app, without a network", () => {
  test("takes a volunteer from the first start through a shift", async () => {
    const app = await bed.app();
    const look = (name) => app.screen(name);
    await firstUse(app, look);
    await look("04-gate-empty");

    // How the group arrives, answered once.
    await app.page.getByRole("button", { name: /A pie/ }).click();
    await app.heading("Esta llegada");
    await app.choose("Autobús");
    await app.type("Lista o vuelo", "Autobús 7");
    await look("05-arrival");
    await app.tap("Usar para esta llegada");

    // The first person; the interactions are counted.
    app.countAnew();
    await app.tap("Registrar a una persona");
    await app.heading("Antes de preguntar");
    await look("06-notice");
    await app.tap("Lo leí a todo el grupo");
    await look("07-form-empty");
    await fill(app, ROSA);
    await look("08-form-full");
    await app.tap("Guardar");
    await app.heading("Guardado");
    console.log(`a registration at the gate: ${app.interactions} interactions beside typing names`);
    assert.ok(app.interactions <= INTERACTIONS_MAX, `${app.interactions} interactions`);
    await app.sees("Guardado en este teléfono.");
    await look("09-saved");

    // Her child: the surnames are filled in, and both are one family.
    app.countAnew();
    await app.tap("Agregar a un familiar");
    await app.heading("Registrar");
    assert.equal(await app.page.getByLabel("Primer apellido", { exact: true }).inputValue(), "Muñoz");
    await fill(app, { given: "Luz", sex: "Mujer", age: 6 });
    await app.choose("Sí, verificado");
    await app.tap("Guardar");
    await app.heading("Guardado");
    console.log(`the next of a family: ${app.interactions} interactions`);

    // A minor who came alone stops the form.
    await app.tap("Siguiente persona");
    await fill(app, { given: "Iván", surname1: "Prueba", sex: "Hombre", age: 15, alone: "Viene solo o sola" }).catch(() => {});
    await app.heading("Niña, niño o adolescente sin compañía");
    await look("10-minor-alone");
    const calls = app.page.getByRole("button", { name: "Sin señal: avisé en persona" });
    const who = app.page.getByLabel("¿Quién contestó?");
    // A tap without a name counts as no call, and a call too many can be undone.
    await calls.first().click();
    await app.sees("Escriba primero quién contestó.");
    await who.first().fill("Coordinadora Inventada");
    await calls.first().click();
    await app.sees("Avisado en persona");
    await app.tap("Deshacer");
    await calls.first().click();
    assert.equal(await app.button("Ya contestaron").count(), 0);
    await app.tap("Llamé desde otro teléfono");
    await who.fill("Licenciada Inventada");
    await app.tap("Ya contestaron");
    await app.sees("DIF y Procuraduría avisados.");
    await app.choose("No hay urgencia médica");
    await app.tap("Guardar");
    await app.heading("Guardado");

    // The form shows quietly a person with a similar name; a CURP proposes values.
    await app.tap("Siguiente persona");
    await app.type("Nombre(s)", "Rosa");
    await app.type("Primer apellido", "Munos");
    await app.page.getByRole("button", { name: /nombre parecido/ }).click();
    await app.heading("¿Ya tiene registro?");
    await look("11-alike");
    await app.tap("Es otra persona");
    await app.tap("CURP o documento");
    await app.type("CURP", "GOMC050312MBCNRRA3");
    await app.sees("El documento dice");
    await look("12-papers");
    await app.tap("Usar estos datos");
    await look("13-form-by-date");
    await app.tap("No tiene o no sabe un apellido");
    await app.heading("¿Por qué falta?");
    await look("14-missing");
    await app.tap("Listo");
    await app.tap("Regresar");

    // The gate shows the draft, and the list of everybody.
    await app.heading("Sin terminar");
    await look("15-gate");

    // Find her by another spelling, and open her page.
    await app.goTo("Buscar");
    await app.type("Nombre o clave", "munos ibara");
    await app.sees("2 personas");
    await look("16-find");
    await app.page.getByRole("button", { name: /Rosa María/ }).click();
    await app.heading("Rosa María Muñoz Ibarra");
    await look("17-person");
    await app.tap("Servicio");
    await app.tap("Comida");
    await look("18-service");
    await app.tap("Guardar");
    await app.sees("Servicio: 1");
    await app.tap("Necesidad");
    await app.tick("Agua");
    await look("19-needs");
    await app.tap("Guardar");
    await app.tap("Nota");
    await app.type("Nota", "Una nota inventada.");
    await look("20-note");
    await app.tap("Guardar");
    await app.page.getByRole("button", { name: /^Identidad/ }).click();
    await app.page.getByLabel("Segundo apellido", { exact: true }).waitFor();
    await look("21-section");
    await app.type("Segundo apellido", "Ybarra");
    await app.tap("Guardar");
    await app.heading("Rosa María Muñoz Ybarra");
    await app.tap("Tarjeta con la clave");
    await look("22-card");
    await app.tap("Cerrar");
    await app.tap("Regresar");

    // This phone, its settings, and another language.
    await app.tap("Teléfono");
    await app.heading("Este teléfono");
    await look("23-phone");
    await app.page.getByRole("button", { name: "Ajustes" }).click();
    await look("24-settings");
    await app.choose("Oscuros, para la noche");
    await look("25-settings-dark");
    await app.choose("Claros, para el sol");
    await app.choose("English");
    await app.heading("Settings");
    await look("26-settings-english");
    await app.tap("Back");
    await app.page.getByRole("button", { name: "Join a site" }).click();
    await app.heading("Join a site");
    await look("27-join");
    await app.tap("Back");

    // Locked: the app shows nothing, and only the key opens it.
    await app.tap("Lock");
    await app.heading("Open Puente");
    await look("28-locked");
    assert.ok(!(await app.page.content()).includes("Muñoz"));
    await app.type("Your passphrase", "not the key at all");
    await app.tap("Open");
    await app.sees("That is not your passphrase or PIN.");
    await app.type("Your passphrase", PASSPHRASE);
    await app.tap("Open");
    await app.heading("Arrivals");
    await app.heading("Unfinished");

    // A second person on the same phone sees none of it.
    await app.tap("Lock");
    await app.tap("I am somebody else");
    await app.tap("Start without a code");
    await app.choose("PIN");
    await app.type("Your PIN", "493817");
    await app.type("Once more, to be sure", "493817");
    await app.tap("Make my key");
    await app.sees("There is nobody on this phone yet.");
    await app.tap("Lock");
    await app.sees("Person 2");
    await look("29-locked-two");
    assert.deepEqual(app.faults, []);
    assert.deepEqual(app.complaints.filter((said) => !said.includes("404")), []);
  });

  test("keeps what was typed when the battery dies, and nothing of it in the open", async () => {
    let app = await bed.app();
    await firstUse(app);
    await app.tap("Registrar a una persona");
    await app.tap("Se lo leí");
    await app.choose("Mujer");
    await app.type("Nombre(s)", "Zoila Inventada");
    await app.tap("Regresar");
    await app.sees("Zoila Inventada");
    const open = await app.page.evaluate(async () => ({
      local: JSON.stringify({ ...localStorage }),
      session: JSON.stringify({ ...sessionStorage }),
      databases: (await indexedDB.databases()).map((one) => one.name),
      cookies: document.cookie,
    }));
    assert.deepEqual(Object.keys(JSON.parse(open.local)).filter((key) => !["puente.language", "puente.theme"].includes(key)), []);
    assert.deepEqual([open.session, open.databases, open.cookies], ["{}", [], ""]);
    await bed.restart();
    app = await bed.app();
    await app.type("Su frase", PASSPHRASE);
    await app.tap("Abrir");
    await app.page.getByRole("button", { name: /Zoila Inventada/ }).click();
    assert.equal(await app.page.getByLabel("Nombre(s)", { exact: true }).inputValue(), "Zoila Inventada");
    assert.ok(await app.page.getByRole("radio", { name: "Mujer", exact: true }).isChecked());
  });

  test("can be used with a keyboard alone and with text twice as large", async () => {
    const app = await bed.app();
    await firstUse(app);
    await app.tap("Registrar a una persona");
    await app.tap("Se lo leí");
    await app.page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    const wide = await app.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px too wide at 200 %`);
    await app.page.screenshot({ path: join(bed.profile, "large.png") });
    await app.page.evaluate(() => (document.documentElement.style.fontSize = ""));
    await app.page.getByLabel("Nombre(s)", { exact: true }).focus();
    const press = async (...keys) => {
      for (const key of keys) await app.page.keyboard.press(key);
    };
    await app.page.keyboard.type("Ana");
    await press("Enter");
    await app.page.keyboard.type("Prueba");
    await press("Enter", "Enter");
    await app.page.getByRole("radio", { name: "Mujer", exact: true }).focus();
    await press("Space");
    await app.button("1").focus();
    await app.page.keyboard.type("40");
    await app.page.getByRole("radio", { name: "Con familia", exact: true }).focus();
    await press("Space");
    await app.page.getByRole("radio", { name: "No hay urgencia médica", exact: true }).focus();
    await press("Space");
    await app.button("Guardar").focus();
    await press("Enter");
    await app.heading("Guardado");
  });
});
