// A server was restored from a copy of its disk that is older than a phone's enrolment.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { appBed, faultsOf } from "./app-bed.js";
import { firstUseWithCode, join, register } from "./first-use.js";

const bed = appBed();

describe("a phone that its server does not know any more", () => {
  test("joins again with a new code and brings everything", async () => {
    const putBack = await bed.puente.copy();
    const app = await bed.app();
    await firstUseWithCode(app, await bed.puente.invite("volunteer"), "Rosa");
    await register(app, { given: "Eva", surname1: "Prueba" });
    await app.tap("Regresar");
    await app.tap("Teléfono");
    await app.heading("Todo está en el servidor");

    await putBack();
    await app.tap("Enviar ahora");
    await app.heading("El servidor no reconoce este teléfono");
    await app.sees("este teléfono tiene que unirse otra vez");
    await app.screen("45-unknown");
    await app.tap("Unirse a un sitio");
    await join(app, await bed.puente.invite("volunteer"), "Rosa");
    await app.tap("Enviar ahora");
    await app.heading("Todo está en el servidor");

    const ines = await bed.puente.device("ines", "shelter-admin");
    await ines("sync");
    const { records } = await ines("list");
    assert.deepEqual(records.map(({ given }) => given), ["Eva"]);
    const { changes } = await ines("history", records[0].code);
    assert.equal(changes[0].author.name, "Rosa");
    assert.deepEqual(faultsOf(app), []);
  });
});
