// A flight of 135 people on two phones: imported without a network, split, registered row by row; one phone carries
// what the other cannot send; and who wrote what.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { faultsOf } from "./app-bed.js";
import { KEY } from "./first-use.js";
import { Phone } from "./phones.js";
import { startPuente } from "./puente.js";

const FLIGHT = fileURLToPath(new URL("../fixtures/arrivals/flight-135.csv", import.meta.url));
const BUS = join(FLIGHT, "../bus-44.csv");

let puente;
let rosa;
let luis;

before(async () => {
  puente = await startPuente();
  rosa = await Phone.join(puente, "volunteer", "Rosa");
  luis = await Phone.join(puente, "shelter-admin", "Luis");
});
after(async () => {
  await rosa?.end();
  await luis?.end();
  await puente?.stop();
});

/** Registers the person with this name on the open list; the notice was read to the whole group. */
async function register(app, name, { notice = false, verified = false } = {}) {
  await app.type("Nombre o número", name);
  await app.page.getByRole("button", { name: new RegExp(`${name}`, "i") }).first().click();
  if (notice) await app.tap("Lo leí a todo el grupo");
  await app.heading("Registrar");
  app.countAnew();
  await app.choose("Con familia");
  if (verified) await app.choose("Sí, verificado");
  await app.choose("No hay urgencia médica");
  await app.tap("Guardar");
  await app.heading("Guardado");
  return app.interactions;
}

describe("a flight of 135 people", () => {
  test("is taken in with no network, split, and seen on another phone", async () => {
    rosa.line.cut();
    const { app } = rosa;
    await rosa.to("Listas");
    await app.sees("Aquí se ven las listas");
    await app.screen("30-lists-none");
    await rosa.give("Traer una lista", FLIGHT);
    await app.heading("Revisar la lista");
    await app.heading("135 personas");
    await app.screen("31-import");
    await app.page.getByText("Columnas (11)").click();
    await app.screen("32-import-columns");
    await app.page.getByText("Columnas (11)").click();
    await app.tap("Tomar: 135 personas");
    await app.heading("flight-135");
    await app.sees("faltan 135");
    // Answered once, and then not asked again.
    await app.page.getByRole("radio", { name: "Vuelo" }).click();
    await app.tap("Tomar números");
    await app.type("Al número", "60");
    await app.screen("33-claim");
    await app.tap("Tomar estos números");
    await app.sees("1-60");

    const taps = await register(app, "Jessica", { notice: true });
    console.log(`a row of a list: ${taps} interactions`);
    assert.equal(taps, 3);
    await app.sees("Clave de registro");
    await app.screen("34-saved-row");
    await app.tap("Siguiente de la lista");
    await app.heading("flight-135");
    // Both surnames are in one cell: the app splits them when the user says so.
    await app.type("Nombre o número", "10");
    await app.page.getByRole("button", { name: /Modesto/ }).first().click();
    await app.tap("Separar: Rosales · Porres");
    assert.equal(await app.page.getByLabel("Segundo apellido", { exact: true }).inputValue(), "Porres");
    await app.tap("Regresar");
    // The form asks the same about a child from the list as about any other.
    await register(app, "Diego Alejandro", { verified: true });
    await app.tap("Siguiente de la lista");
    await app.type("Nombre o número", "3");
    await app.page.getByRole("button", { name: "No vino: Maria Guadalupe Ramoa Perez" }).click();
    await app.screen("35-absent");
    await app.page.getByRole("dialog").getByRole("button", { name: "No vino", exact: true }).click();
    await app.type("Nombre o número", "");
    await app.sees("faltan 132");
    await app.tap("Todos 135");
    await app.screen("36-list");
    await app.tap("Míos 60");
    await app.sees("Marco Antonio");

    rosa.line.mend();
    await rosa.sync();
    await luis.sync();
    await luis.to("Listas");
    await luis.app.page.getByRole("button", { name: /flight-135/ }).click();
    await luis.app.sees("faltan 132");
    await luis.app.sees("Rosa");
    await luis.app.tap("Todos 135");
    await luis.app.sees(/Registró Rosa/);
    await luis.app.sees(/No vino; lo anotó Rosa/);
    await luis.app.sees("Le toca a: Rosa");
    await luis.app.screen("37-list-other-phone");
    // He cannot claim Rosa's rows; the app proposes the others.
    await luis.app.tap("Tomar números");
    assert.equal(await luis.app.page.getByLabel("Del número").inputValue(), "61");
    await luis.app.type("Del número", "50");
    await luis.app.tap("Tomar estos números");
    await luis.app.sees("Otro teléfono ya tomó algunos de esos renglones.");
    await luis.app.type("Del número", "61");
    await luis.app.tap("Tomar estos números");
    await luis.app.sees("61-135");
    assert.deepEqual([rosa, luis].flatMap(({ app }) => app.faults), []);
  });

  test("passes from phone to phone as a file that only a code opens", async () => {
    rosa.line.cut();
    const { app } = rosa;
    await rosa.to("Listas");
    await rosa.give("Traer una lista", BUS);
    await app.heading("44 personas");
    await app.tap("Tomar: 44 personas");
    await app.heading("bus-44");
    await app.tap("Pasar a otro teléfono");
    await app.type("Renglones que le tocan al otro teléfono", "21-44");
    await app.screen("38-hand-over");
    const parcel = await rosa.takes("Hacer el archivo");
    assert.ok(!parcel.buffer.toString().includes("RUIZ"));
    await app.sees("Diga este código");
    await app.screen("39-hand-over-code");
    const code = await app.page.locator(".code[translate=no]").textContent();
    await app.tap("Listo");

    await luis.to("Listas");
    await luis.give("Traer una lista", parcel);
    await luis.app.type("Código", "AAAA-AAAA-AAAA");
    await luis.app.tap("Abrir la lista");
    await luis.app.sees("Ese no es el código");
    await luis.app.screen("40-parcel");
    await luis.app.type("Código", code.toLowerCase());
    await luis.app.tap("Abrir la lista");
    await luis.app.heading("44 personas");
    await luis.app.sees("A este teléfono le tocan los renglones 21-44.");
    await luis.app.tap("Tomar: 44 personas");
    await luis.app.heading("bus-44");
    await luis.app.tap("Míos 24");
    rosa.line.mend();
    assert.deepEqual([rosa, luis].flatMap(({ app }) => app.faults), []);
  });

  test("a phone without a line sends with another, and the receipt comes back", async () => {
    await rosa.sync();
    await luis.sync();
    rosa.line.cut();
    const { app } = rosa;
    await rosa.to("Listas");
    await app.page.getByRole("button", { name: /flight-135/ }).click();
    await register(app, "Camila Karen");
    await rosa.to("Teléfono");
    await app.page.getByRole("button", { name: "Sin red: mandar con alguien" }).click();
    await app.sees(/cambios? esperan?\./);
    await app.screen("41-courier");
    const bundle = await rosa.takes("Hacer el archivo");
    await app.sees(/Todavía no están en el servidor/);

    await luis.to("Teléfono");
    await luis.app.page.getByRole("button", { name: "Sin red: mandar con alguien" }).click();
    await luis.give("Elegir el archivo", bundle);
    await luis.app.sees("Este teléfono lleva 1 envío más.");
    await luis.sync();
    await luis.app.page.getByRole("button", { name: "Sin red: mandar con alguien" }).click();
    await luis.app.page.getByRole("button", { name: "Devolver los recibos" }).waitFor();
    await luis.app.screen("42-courier-delivered");
    const receipt = await luis.takes("Devolver los recibos");
    await rosa.give("Elegir el archivo", receipt);
    await app.sees(/El servidor confirma/);
    await app.sees("Nada espera para enviarse.");
    await app.screen("43-courier-receipt");
    rosa.line.mend();
    assert.deepEqual([rosa, luis].flatMap(({ app }) => app.faults), []);
  });

  test("shows of a person who wrote what, and how it was before", async () => {
    await luis.sync();
    const { app } = luis;
    await luis.to("Buscar");
    await app.type("Nombre o clave", "camila gzz");
    await app.page.getByRole("button", { name: /CAMILA KAREN/ }).click();
    await app.heading("CAMILA KAREN GZZ MAA");
    await app.page.getByRole("button", { name: /^Identidad/ }).click();
    await app.type("Primer apellido", "González");
    // A municipality in the state that the list gave.
    await app.type("Municipio de nacimiento", "cadere");
    await app.page.getByRole("button", { name: /^Cadereyta de Montes/ }).click();
    await app.screen("44-municipality");
    await app.tap("Guardar");
    await app.heading("CAMILA KAREN González MAA");
    await app.screen("45-person-of-list");
    await app.page.getByRole("button", { name: "Historia" }).click();
    const latest = app.page.getByRole("article", { name: /^Luis, / }).first();
    await latest.getByText("González").waitFor();
    await latest.getByText("GZZ").waitFor();
    await latest.getByText("Cadereyta de Montes").waitFor();
    await app.page.getByRole("article", { name: /^Rosa, / }).first().waitFor();
    await app.screen("46-history");
    await app.page.getByRole("button", { name: "Ver cómo estaba" }).last().click();
    await app.page.getByRole("dialog").getByText("GZZ").waitFor();
    await app.screen("47-history-then");
    await app.page.getByRole("dialog").getByRole("button", { name: "Cerrar" }).click();
    await app.page.getByRole("button", { name: "Regresar" }).click();

    // A family is put together and separated again.
    await app.page.getByRole("button", { name: "Es familia de…" }).click();
    await app.page.getByRole("dialog").getByLabel("Nombre o clave").fill("jessica");
    await app.page.getByRole("dialog").getByRole("button", { name: /jessica/ }).waitFor();
    await app.screen("48-join-family");
    await app.page.getByRole("dialog").getByRole("button", { name: /jessica/ }).click();
    await app.page.getByRole("button", { name: "No es de esta familia" }).click();
    await app.page.getByRole("button", { name: "No es de esta familia" }).waitFor({ state: "detached" });
    assert.deepEqual(app.faults, []);
  });

  test("reads the same in English", async () => {
    const { app } = luis;
    await app.page.evaluate(() => localStorage.setItem("puente.language", "en"));
    await app.page.reload();
    await app.type("Your passphrase", KEY);
    await app.tap("Open");
    await app.tap("Lists");
    await app.screen("49-lists-english");
    await luis.give("Bring a list", { name: "mala.csv", mimeType: "text/csv", buffer: Buffer.from("nombre,apellidos,sexo,fecha de nacimiento\nAna,Ruiz,M,03/04/1990\nLeo,Paz,M,05/06/1991\n,,M,\nAna,Ruiz,F,01/02/1990,sobra\n") });
    await app.heading("Check the list");
    await app.screen("50-import-questions-english");
    await app.tap("Back");
    await app.page.getByRole("button", { name: /flight-135/ }).click();
    await app.sees(/missing/);
    await app.page.getByRole("button", { name: /^Absent: / }).first().waitFor();
    await app.screen("51-list-english");
    await luis.to("Phone", "Back");
    await app.page.getByRole("button", { name: "Send without a network" }).click();
    await app.screen("52-courier-english");
    await luis.to("Find", "Back");
    await app.type("Name or code", "camila");
    await app.page.getByRole("button", { name: /CAMILA KAREN/ }).click();
    await app.page.getByRole("button", { name: "History" }).click();
    await app.page.getByRole("article", { name: /^Rosa, / }).first().waitFor();
    await app.screen("53-history-english");
    assert.deepEqual([rosa, luis].flatMap(({ app }) => faultsOf(app)), []);
  });
});
