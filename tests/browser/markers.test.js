// Nothing about a person is readable without the key: not in the browser's storage for the app, and not in its files.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { appBed, faultsOf } from "./app-bed.js";
import { firstUseWithCode, KEY, register, unlock } from "./first-use.js";

const GIVEN = "Xochitlinventada";
const SURNAME = "Zzyzxprueba";
const NOTE = "Nadiedebeleeresto";
const PHONE = "8685550199";
const ELSEWHERE = "Quetzalinventada";
const MARKERS = [GIVEN, SURNAME, NOTE, PHONE, ELSEWHERE, KEY];

const bed = appBed();

/** Every file below a folder that holds a marker, in any encoding that something in a browser uses. */
async function found(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const faults = [];
  let bytes = 0;
  for (const entry of entries.filter((entry) => entry.isFile())) {
    const content = await readFile(join(entry.parentPath, entry.name));
    bytes += content.length;
    for (const marker of MARKERS) {
      const forms = [Buffer.from(marker), Buffer.from(marker, "utf16le"), Buffer.from(marker, "latin1")];
      if (forms.some((form) => content.includes(form))) faults.push(`${entry.name}: ${marker}`);
    }
  }
  assert.ok(bytes > 1_000_000, "the store and the app are among the files");
  return faults;
}

/** Runs in the page: what any script of this origin can read, including the raw files of the store. */
async function readable(markers) {
  const faults = [];
  const look = (where, text) => {
    for (const marker of markers) if (text.includes(marker)) faults.push(`${where}: ${marker}`);
  };
  look("localStorage", JSON.stringify({ ...localStorage }));
  look("sessionStorage", JSON.stringify({ ...sessionStorage }));
  look("cookies", document.cookie);
  look("history", JSON.stringify([history.state, location.href]));
  if ((await indexedDB.databases()).length > 0) faults.push("a database");
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      look(`${name} ${request.url}`, request.url + (await (await cache.match(request)).text()));
    }
  }
  let files = 0;
  const walk = async (folder, path) => {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === "directory") await walk(handle, `${path}/${name}`);
      else {
        files += 1;
        const bytes = await (await handle.getFile()).arrayBuffer();
        for (const form of ["utf-8", "utf-16le", "latin1"]) look(`${path}/${name}`, new TextDecoder(form).decode(bytes));
      }
    }
  };
  await walk(await navigator.storage.getDirectory(), "");
  if (files === 0) faults.push("no store was found");
  return faults;
}

describe("a phone that is taken apart", () => {
  test("gives away nobody, before a sync and after it", async () => {
    const ines = await bed.puente.device("ines", "shelter-admin");
    let app = await bed.app();
    await firstUseWithCode(app, await bed.puente.invite("case-worker"), "Rosa");
    bed.servers[0].line.cut();
    await register(app, { given: GIVEN, surname1: SURNAME });
    await app.tap("Ver ficha");
    await app.tap("Nota");
    await app.type("Nota", NOTE);
    await app.tap("Guardar");
    await app.page.getByRole("button", { name: /^Contacto/ }).click();
    await app.page.getByLabel(/Teléfono/).first().fill(PHONE);
    await app.tap("Guardar");
    await app.sees("Guardado en este teléfono");
    const complaints = faultsOf(app);
    await bed.chromium.kill();
    assert.deepEqual(await found(bed.profile), []);

    await bed.restart();
    bed.servers[0].line.mend();
    await ines("register", "--given", ELSEWHERE, "--surname1", SURNAME, "--sex", "female");
    await ines("sync");
    app = await bed.app();
    await unlock(app, KEY);
    await app.goTo("Buscar");
    await app.page.getByRole("button", { name: new RegExp(ELSEWHERE) }).waitFor();
    await app.tap("Teléfono");
    await app.heading("Todo está en el servidor");
    // The same for a form that is half filled in.
    await app.tap("Llegadas");
    await app.tap("Registrar a una persona");
    if (await app.button("Se lo leí").isVisible()) await app.tap("Se lo leí");
    await app.type("Nombre(s)", GIVEN);
    await app.tap("Regresar");
    await app.heading("Sin terminar");
    await app.tap("Bloquear");
    await app.heading("Abrir Puente");
    assert.deepEqual(await app.page.evaluate(readable, MARKERS), []);
    await bed.chromium.kill();
    assert.deepEqual(await found(bed.profile), []);
    assert.deepEqual([...complaints, ...faultsOf(app)], []);
  });
});
