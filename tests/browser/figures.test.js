// How long things take, printed as a table. No test fails for being slow, because machines differ. PUENTE_SCALE
// multiplies the number of people; 25 makes the 10,000 of the goal.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { start } from "./chromium.js";
import { answer, firstUse, KEY } from "./first-use.js";
import { startPuente } from "./puente.js";
import { App } from "./screens.js";
import { serve } from "./static-server.js";
import { openTab } from "./tab.js";

const PEOPLE = Math.round(400 * Number(process.env.PUENTE_SCALE ?? 1));
const LIST_ROWS_MAX = 2_000;
const ROUNDS = 15;
/** How much slower a cheap phone is than this machine, by the presets of Chromium's own tools. */
const SLOWER = 4;
const SHIPPED = process.env.PUENTE_WASM_SMALL ?? new URL("../../target/wasm-small", import.meta.url).pathname;

const GIVEN = ["José Luis", "María Guadalupe", "Juan", "Rosa", "Marvin", "Keily", "Xóchitl", "Ángel"];
const SURNAMES = ["Hernández", "García", "Muñoz", "Ybarra", "Xicoténcatl", "López", "Mejía", "Cruz", "Ajú", "Sánchez"];

const figures = [];
let profile;
let puente;

before(async () => {
  profile = await mkdtemp(join(tmpdir(), "puente-figures-"));
  for (const name of ["sdk", "app"]) await mkdir(join(profile, name));
  puente = await startPuente();
});
after(async () => {
  await puente?.stop();
  await rm(profile, { recursive: true, force: true });
  const width = Math.max(...figures.map(({ what }) => what.length));
  for (const { what, is, cpu, goal } of figures) {
    console.log(`${what.padEnd(width)}  ${is.padStart(9)}  ${cpu.padStart(12)}  goal ${goal}`);
  }
});

function figure(what, ms, goal, cpu_ms) {
  figures.push({ what, is: said(ms), cpu: cpu_ms === undefined ? "" : `${said(cpu_ms)} CPU`, goal });
}

function said(ms) {
  return ms >= 1000 ? `${(ms / 1000).toFixed(2)} s` : `${ms.toFixed(1)} ms`;
}

/** How long something takes, and the CPU time of the browser meanwhile. */
async function timed(chromium, work) {
  const cpu = await chromium.cpuMs();
  const begun = performance.now();
  await work();
  const ms = performance.now() - begun;
  return [ms, (await chromium.cpuMs()) - cpu];
}

describe("how long it takes", () => {
  test(`a first sync of ${PEOPLE} people, saving and finding among them`, async () => {
    await fill(puente, PEOPLE);
    const server = await serve(puente.origin, { sdk: SHIPPED });
    const chromium = await start(join(profile, "sdk"));
    try {
      const tab = await openTab(chromium, server.origin);
      await tab.create(KEY);
      const code = await puente.invite("volunteer");
      assert.ok((await tab.call("enrol", { code, name: "Rosa" })).ok);
      const [ms, cpu_ms] = await timed(chromium, () => tab.untilSynced());
      figure(`first sync of ${PEOPLE} people`, ms, "5 s for 2,000", cpu_ms);
      assert.equal((await tab.call("status")).ok.records, PEOPLE);
      const person = { fields: { "name.given": "Lucía", "name.surname1": "Prueba", sex: "female", age: "31" } };
      figure(`save, among ${PEOPLE}`, await tab.median("register", { person }, ROUNDS), "50 ms");
      for (const text of ["munos", "guadalupe hernandes", "X"]) {
        figure(`find "${text}", among ${PEOPLE}`, await tab.median("find", { text }, ROUNDS), "50 ms");
      }
      const names = { given: "Jose", surname1: "Hernandes", surname2: "Munos" };
      figure(`find people alike, among ${PEOPLE}`, await tab.median("alike", names, ROUNDS), "50 ms");
    } finally {
      await chromium.kill();
      await server.stop();
    }
  });

  test("a cold start without a network, on a phone a quarter as fast", async () => {
    let chromium = await start(join(profile, "app"));
    try {
      const app = await App.open(chromium, puente.origin);
      await firstUse(app);
      await app.page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
      await chromium.kill();
      await puente.stop();
      chromium = await start(join(profile, "app"));
      const cold = new App(await chromium.page());
      const restore = chromium.slowDown(SLOWER);
      try {
        const toLock = await timed(chromium, async () => {
          await cold.page.goto(puente.origin);
          await cold.page.getByLabel("Su frase", { exact: true }).waitFor();
        });
        await cold.type("Su frase", KEY);
        const toGate = await timed(chromium, async () => {
          await cold.tap("Abrir");
          await cold.heading("Llegadas");
        });
        const toForm = await timed(chromium, async () => {
          await cold.tap("Registrar a una persona");
          await cold.tap("Se lo leí");
          await cold.page.getByLabel("Nombre(s)", { exact: true }).waitFor();
        });
        await answer(cold, { given: "Lucía", surname1: "Núñez" });
        const toSaved = await timed(chromium, async () => {
          await cold.tap("Guardar");
          await cold.heading("Guardado");
        });
        const show = (what, [ms, cpu_ms], goal) => figure(`${what}, ${SLOWER} times slower`, ms, goal, cpu_ms);
        show("opened to the lock", toLock, "1.5 s");
        show("key to the gate", toGate, "1.2 s");
        show("gate to a usable form", toForm, "0.5 s");
        show("saved", toSaved, "0.3 s");
        await cold.page.goBack();
        for (const [area, title] of [["Buscar", "Buscar"], ["Listas", "Listas"], ["Teléfono", "Este teléfono"]]) {
          const toArea = await timed(chromium, async () => {
            await cold.goTo(area);
            await cold.heading(title);
          });
          show(`area ${area}`, toArea, "1 s");
        }
      } finally {
        restore();
      }
    } finally {
      await chromium.kill();
    }
  });
});

/** Fills the server with people registered on a real device. */
async function fill(puente, count) {
  const device = await puente.device("fill", "shelter-admin");
  for (let from = 0; from < count; from += LIST_ROWS_MAX) {
    const rows = ["nombres,apellido_paterno,apellido_materno,sexo,edad"];
    for (let at = from; at < Math.min(count, from + LIST_ROWS_MAX); at += 1) {
      const of = (list, step) => list[Math.floor(at / step) % list.length];
      rows.push([of(GIVEN, 1), of(SURNAMES, 3), of(SURNAMES, 7), at % 2 ? "F" : "M", 18 + (at % 60)].join(","));
    }
    const list = join(puente.folder, `list-${from}.csv`);
    await writeFile(list, rows.join("\n"));
    await device("import", list, "--sex-codes", "F=female,M=male");
  }
  await device("sync");
}
