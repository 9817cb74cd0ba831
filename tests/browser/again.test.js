// An arrival list that comes again with one row more, one corrected, and in another order: only the new person is
// registered.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { faultsOf } from "./app-bed.js";
import { Phone } from "./phones.js";
import { startPuente } from "./puente.js";

const HEADER = "No.,Nombre,Apellidos,Sexo,Fecha de nacimiento";
const ROWS = [
  "1,Ana,Prueba Uno,F,03/04/1990",
  "2,Eva,Prueba Dos,F,15/08/1985",
  "3,Luis,Prueba Tres,M,21/12/1979",
  "4,Omar,Prueba Cuatro,M,30/01/2001",
];

let puente;
let rosa;
let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "puente-again-"));
  puente = await startPuente();
  rosa = await Phone.join(puente, "volunteer", "Rosa");
});
after(async () => {
  await rosa?.end();
  await puente?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function give(name, rows) {
  const path = join(folder, name);
  await writeFile(path, [HEADER, ...rows].join("\n"));
  await rosa.to("Listas");
  await rosa.give("Traer una lista", path);
  await rosa.app.heading("Revisar la lista");
}

describe("a list that comes again", () => {
  test("is known by its people, says what changed, and adds only who is new", async () => {
    const { app } = rosa;
    await give("vuelo.csv", ROWS);
    await app.tap("Tomar: 4 personas");
    await app.heading("vuelo");
    await app.sees("faltan 4");

    const sorted = ROWS.toReversed().map((row) => row.replace("15/08/1985", "16/08/1985"));
    await give("vuelo corregido.csv", [...sorted, "5,Sol,Prueba Cinco,F,11/11/1995"]);
    await app.tap("Tomar: 5 personas");
    await app.sees("¿Es la lista vuelo?");
    await app.sees("4 de 5 personas ya están en esa lista.");
    await app.sees("1 persona nueva");
    await app.screen("36-again");
    await app.tap("Sí, es la misma lista");
    await app.heading("vuelo");
    await app.sees("faltan 5");
    await app.screen("37-again-taken");
    assert.deepEqual(faultsOf(app), []);
  });
});
