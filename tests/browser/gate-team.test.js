// The gate with a server behind it: what others registered, and what each role may do there.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { appBed, faultsOf } from "./app-bed.js";
import { firstUseWithCode } from "./first-use.js";

const bed = appBed();

describe("a phone with people of others on it", () => {
  test("does not say that nobody is there, and says when there is no network", async () => {
    const ines = await bed.puente.device("ines", "volunteer");
    await ines("register", "--given", "Eva", "--surname1", "Prueba", "--sex", "female", "--age", "31", "--alone", "with_family", "--urgent-medical", "none");
    await ines("sync");
    const app = await bed.app();
    await firstUseWithCode(app, await bed.puente.invite("volunteer"), "Rosa");
    await app.sees("Aquí verá a quienes usted registre. Este teléfono ya tiene a 1 persona.");
    await app.screen("53-gate-others");
    await app.tap("Buscar a alguien");
    await app.sees("1 persona en este teléfono");
    await app.tap("Teléfono");
    bed.servers[0].line.cut();
    await app.tap("Enviar ahora");
    await app.sees("No hay red. Lo guardado sigue aquí y se enviará después.");
    await app.sees("se intenta solo a las");
    await app.screen("54-no-network");
    assert.deepEqual(faultsOf(app), []);
  });
});
