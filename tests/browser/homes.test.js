// The first screen of each role: what waits, what the server keeps for them, on a phone and on a desk, with axe, a ruler,
// the keyboard, and without a network.

import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import { appBed, faultsOf } from "./app-bed.js";
import { firstUse, firstUseToHome, firstUseWithCode, join as joins, KEY, PASSWORD, register, signInForTheFirstTime, unlock } from "./first-use.js";
import { SHOTS } from "./screens.js";

const bed = appBed({ phones: 2 });
const DESK = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 740 };
const LANDSCAPE = { width: 740, height: 360 };

async function online(app) {
  await app.page.evaluate(() => dispatchEvent(new Event("online")));
}

/** The heading of a group with its number. */
const group = (app, name, n) => app.page.getByRole("heading", { name: `${name} (${n})` });

describe("the home of a shelter admin", () => {
  test("says what waits, by harm, opens it beside itself, and empties as things are done", async () => {
    const kiko = await bed.puente.device("kiko", "volunteer");
    const app = await bed.app();
    await firstUseToHome(app, await bed.puente.invite("shelter-admin"), "Inés");
    await app.heading("Por atender");
    await app.sees("Por ahora nada espera en este teléfono.");
    await app.screen("70-home-desk-empty");
    const more = ["--surname1", "Prueba", "--sex", "female"];
    await kiko("register", "--given", "Leo", ...more, "--age", "9", "--alone", "alone", "--urgent-medical", "none");
    await kiko("register", "--given", "Zoila", ...more, "--age", "44", "--alone", "alone", "--urgent-medical", "now");
    const eva = await kiko("register", "--given", "Eva", ...more, "--age", "30", "--alone", "alone", "--urgent-medical", "none");
    await kiko("sync");
    await group(app, "Niñas, niños y adolescentes sin compañía", 1).waitFor();
    await group(app, "Urgencias", 1).waitFor();

    // Two phones without each other: one answer in two ways.
    await app.page.getByRole("navigation").getByRole("button", { name: "Buscar" }).click();
    await app.page.getByRole("button", { name: /Eva/ }).click();
    await app.heading("Eva Prueba");
    bed.servers[0].line.cut();
    await app.page.getByRole("button", { name: /^Identidad/ }).click();
    await app.type("Segundo apellido", "Ibarra");
    await app.tap("Guardar");
    await app.heading("Ficha");
    await kiko("set", eva.code, "name.surname2", "Ybarra");
    await kiko("sync");
    bed.servers[0].line.mend();
    await online(app);
    await app.sees("Un dato se anotó de dos maneras");
    await app.tap("Regresar");
    await app.goTo("Inicio");
    await group(app, "Por aclarar", 1).waitFor();
    // The gravest first.
    const titles = await app.page.locator("[data-case] strong").allInnerTexts();
    assert.deepEqual(titles.slice(0, 2), ["Leo Prueba", "Zoila Prueba"]);
    assert.match(titles[2], /^Eva Prueba [IY]barra$/);
    await app.screenInBothThemes("71-home-desk");

    // On a desk with the keyboard alone: down to the conflict, opened beside the queue.
    await app.page.setViewportSize(DESK);
    await app.page.getByRole("button", { name: /Leo Prueba/ }).focus();
    await app.page.keyboard.press("ArrowDown");
    await app.page.keyboard.press("j");
    await app.page.keyboard.press("Enter");
    await app.heading("Por aclarar");
    await app.page.locator("[data-case][aria-current=true]", { hasText: "Eva" }).waitFor();
    assert.equal(await app.button("Inicio").isVisible(), true);
    await app.page.screenshot({ path: join(SHOTS, "72-home-desk-beside.png") });
    await app.page.locator(".candidate", { hasText: "Ybarra" }).getByRole("radio").check();
    await app.tap("Quedarse con esta");
    await group(app, "Por aclarar", 1).waitFor({ state: "detached" });
    await app.page.setViewportSize(PHONE);

    // The emergency ends when somebody notes that it did.
    await app.goTo("Inicio").catch(() => app.tap("Regresar"));
    await app.page.getByRole("button", { name: /Zoila Prueba/ }).click();
    await app.page.getByRole("button", { name: "Necesita atención ahora" }).click();
    await app.choose("No hay urgencia médica");
    await app.tap("Guardar");
    await app.tap("Regresar");
    await group(app, "Urgencias", 1).waitFor({ state: "detached" });
    assert.deepEqual(faultsOf(app), []);
  });

  test("shows what only the server knows, after signing in, and forgets it with the lock", async () => {
    const app = await bed.app();
    await firstUseToHome(app, await bed.puente.invite("shelter-admin"), "Berta");
    await app.tap("Entrar al servidor");
    await app.choose("Todavía no");
    await app.type("Contraseña nueva", "corta");
    await app.tap("Guardar y entrar");
    await app.sees("Faltan 5 caracteres.");
    await app.screenInBothThemes("73-sign-in");
    await app.type("Contraseña nueva", PASSWORD);
    await app.type("Otra vez, para estar seguros", "no es igual");
    await app.tap("Guardar y entrar");
    await app.sees("No son iguales. Escríbala otra vez.");
    await app.type("Otra vez, para estar seguros", PASSWORD);
    await app.tap("Guardar y entrar");
    await app.sees("Entró como Berta.");
    await app.page.getByRole("button", { name: /^Por aclarar en el servidor/ }).click();
    await app.heading("Por aclarar en el servidor");
    await app.screen("74-server-conflicts");
    await app.tap("Regresar");
    await app.tap("Bloquear");
    await unlock(app, KEY);
    await app.goTo("Inicio");
    await app.tap("Entrar al servidor");
    for (let wrong = 0; wrong < 3; wrong += 1) {
      await app.type("Contraseña del servidor", `no es ${wrong} esta`);
      await app.page.locator("form").getByRole("button", { name: "Entrar al servidor" }).click();
      await app.sees("Esa no es la contraseña de su cuenta en este teléfono.");
    }
    await app.type("Contraseña del servidor", "y otra vez no");
    await app.page.locator("form").getByRole("button", { name: "Entrar al servidor" }).click();
    await app.sees(/Se intentó varias veces\.|Esa no es la contraseña/);
    bed.servers[0].line.cut();
    await app.type("Contraseña del servidor", PASSWORD);
    await app.page.locator("form").getByRole("button", { name: "Entrar al servidor" }).click();
    await app.sees("No hay red.");
    assert.deepEqual(faultsOf(app), []);
  });

  test("opens without a network, and is read by letters twice as large on a phone on its side", async () => {
    const app = await bed.app();
    await firstUseToHome(app, await bed.puente.invite("case-worker"), "Carmen");
    // The home is kept on this phone now, and with it the app.
    await app.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      const marks = () => caches.open("puente-marks").then((cache) => cache.match("/opened"));
      while (!(await marks())) await new Promise((again) => setTimeout(again, 50));
    });
    bed.servers[0].line.cut();
    await app.page.reload();
    await unlock(app, KEY);
    await app.goTo("Inicio");
    await app.heading("Por atender");
    assert.equal(await app.button("Entrar al servidor").count(), 0);
    await app.page.setViewportSize(LANDSCAPE);
    await app.page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    const wide = await app.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
    await app.page.screenshot({ path: join(SHOTS, "75-home-landscape.png") });
    assert.deepEqual(faultsOf(app), []);
  });
});

describe("the home of an administrator", () => {
  test("decides about what the server quarantined, and says nothing of people", async () => {
    // Registered before joining, by somebody whose role may register nobody.
    const other = await bed.app(1);
    await firstUse(other);
    for (const given of ["Leo", "Mía", "Nora"]) {
      await register(other, { given, surname1: "Prueba" });
      await other.tap("Regresar");
    }
    await other.tap("Teléfono");
    await other.tap("Unirse a un sitio");
    await joins(other, await bed.puente.invite("auditor"), "Luis");
    await other.heading("Algo requiere atención");
    await other.goTo("Inicio");
    await other.heading("Auditoría");
    await group(other, "Sin recibir", 3).waitFor();
    await other.sees("La bitácora (quién vio y quién cambió qué)");
    for (const part of ["Llegadas", "Listas", "Buscar"]) assert.equal(await other.button(part).count(), 0);
    await other.screenInBothThemes("80-home-auditor");
    assert.deepEqual(faultsOf(other), []);

    const app = await bed.app();
    await firstUseToHome(app, await bed.puente.invite("administrator"), "Ada");
    await app.heading("Administración");
    for (const part of ["Llegadas", "Listas", "Buscar"]) assert.equal(await app.button(part).count(), 0);
    await app.page.setViewportSize(DESK);
    await app.sees("Elija un caso: aquí se abre.");
    await app.page.setViewportSize(PHONE);
    await app.screenInBothThemes("81-home-administrator");
    await signInForTheFirstTime(app);
    await app.page.getByRole("button", { name: /^Cambios en revisión 3 esperan/ }).click();
    await app.heading("Cambios en revisión");
    await app.sees("Quien lo escribió no tiene permiso en ese sitio.");
    await app.screenInBothThemes("82-quarantine");
    await app.page.setViewportSize(DESK);
    assert.equal(await app.page.getByRole("table").getByRole("row").count(), 4);
    assert.equal(await app.page.getByRole("columnheader", { name: "Por qué" }).isVisible(), true);
    await app.page.setViewportSize(PHONE);

    const look = () => app.page.getByRole("button", { name: /^Ver el cambio/ }).first().click();
    await look();
    await app.sees("Queda anotado que usted lo vio.");
    await app.screenInBothThemes("83-quarantined-change");
    await app.tap("Escribirlo otra vez");
    await app.sees("Escriba primero por qué.");
    await app.tap("Dejarlo entrar");
    await app.sees("Entró en la ficha.");
    await app.heading("Cambios en revisión");
    await app.page.getByRole("button", { name: /^Ver el cambio/ }).nth(1).waitFor();
    await look();
    await app.type("¿Por qué lo decide así? (queda anotado)", "la registró en la puerta");
    await app.tap("No usarlo");
    await app.sees("Quedó apartado.");
    await look();
    // Somebody else decided it meanwhile.
    await app.sees("Queda anotado que usted lo vio.");
    assert.deepEqual(faultsOf(app), []);
  });
});

describe("the gate of a volunteer", () => {
  test("stays what it was, and shows who cannot wait", async () => {
    const app = await bed.app();
    await firstUseWithCode(app, await bed.puente.invite("volunteer"), "Rosa");
    assert.equal(await app.button("Inicio").count(), 0);
    await app.tap("Registrar a una persona");
    await app.tap("Se lo leí");
    await app.type("Nombre(s)", "Ulises");
    await app.type("Primer apellido", "Prueba");
    await app.choose("Hombre");
    for (const digit of "44") await app.tap(digit);
    await app.choose("Viene solo o sola");
    await app.choose("Necesita atención ahora");
    await app.tap("Guardar");
    await app.heading("Guardado");
    await app.tap("Regresar");
    await app.heading("No puede esperar");
    await app.page.locator("[data-case]", { hasText: "Ulises" }).waitFor();
    await app.screenInBothThemes("85-gate-urgent");
    assert.deepEqual(faultsOf(app), []);
  });
});
