// A 2G connection: a round trip of 600 ms, 20 kB a second, and it breaks.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { testBed } from "./bed.js";
import { road } from "./road.js";

const PASSPHRASE = "correcto caballo batería grapa";
const PEOPLE = Math.round(1_400 * Number(process.env.PUENTE_SCALE ?? 1));
const TWO_G = { latency_ms: 300, bytes_per_s: 20_000 };
/** Bytes after which it breaks. A device that began again each time would fetch everything again. */
const BREAKS = [40_000, 90_000];

const bed = testBed({ puente: true, by: road });
const { tab } = bed;

describe("a line of 2G that breaks", () => {
  test("brings everything, and nothing that arrived comes again", async (t) => {
    const ines = await bed.puente.device("ines", "shelter-admin");
    const rows = Array.from({ length: PEOPLE }, (_, at) => `Persona ${at},Prueba,${at % 2 ? "F" : "M"},${18 + (at % 60)}`);
    const list = join(bed.puente.folder, "people.csv");
    await writeFile(list, ["nombres,apellido_paterno,sexo,edad", ...rows].join("\n"));
    await ines("import", list, "--sex-codes", "F=female,M=male");
    await ines("sync");

    const whole = await first(await bed.puente.invite("volunteer"));
    bed.road.make({ ...TWO_G, breaks: BREAKS });
    const begun = performance.now();
    const broken = await first(await bed.puente.invite("volunteer"));
    const seconds = (performance.now() - begun) / 1000;
    t.diagnostic(`${PEOPLE} people: ${whole} bytes at once; ${broken} over 2G that broke ${bed.road.broken()} times, in ${seconds.toFixed(1)} s`);
    assert.equal(bed.road.broken(), 2);
    assert.ok(broken < whole + BREAKS[1], `${broken} bytes instead of ${whole}`);
  });

  test("and takes what was registered once", async () => {
    bed.road.make({ latency_ms: 0, bytes_per_s: Infinity });
    const only = await tab();
    await only.create(PASSPHRASE);
    await only.call("enrol", { code: await bed.puente.invite("volunteer"), name: "Rosa" });
    await only.untilSynced();
    await only.call("sync_automatically", { automatic: false });
    for (let at = 0; at < 20; at += 1) {
      await only.call("register", { person: { fields: { "name.given": `Nueva ${at}`, "name.surname1": "Prueba" } } });
    }
    // The response that acknowledges everything is lost.
    bed.road.make({ ...TWO_G, breaks: [1] });
    const { ok: end } = await only.call("sync");
    assert.equal(end.stop, "done");
    assert.equal(bed.road.broken(), 1);
    assert.equal(end.report.segments_acknowledged, 1);
    const ines = await bed.puente.device("ines2", "shelter-admin");
    await ines("sync");
    const found = (await ines("find", "Nueva")).records ?? (await ines("find", "Nueva"));
    assert.equal(found.length, 20);
  });

  /** The bytes that a new device receives until it has everything. */
  async function first(code) {
    const only = await tab();
    await only.create(PASSPHRASE);
    assert.ok((await only.call("enrol", { code, name: "Rosa" })).ok);
    await only.untilSynced();
    let { ok: status } = await only.call("status");
    const { report } = status.sync.last;
    assert.equal(status.records, PEOPLE);
    await only.lock();
    await only.page.close();
    return report.bytes_down;
  }
});
