// The surroundings of every test: a server for the page, and a browser on a new profile, killed afterwards.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach } from "node:test";
import { start } from "./chromium.js";
import { startPuente } from "./puente.js";
import { serve } from "./static-server.js";
import { openTab } from "./tab.js";

/**
 * Registers the hooks of a test file and returns what its tests use; `puente`: with a real server behind; `by`: with
 * a road to it.
 */
export function testBed({ puente: wantsPuente = false, by } = {}) {
  const bed = { puente: null, road: null, line: null, chromium: null, origin: null };
  let server;
  let profile;

  before(async () => {
    if (wantsPuente) bed.puente = await startPuente();
    if (by) bed.road = await by(bed.puente.origin);
    server = await serve(bed.road?.origin ?? bed.puente?.origin);
    bed.line = server.line;
    bed.origin = server.origin;
  });
  after(async () => {
    await server?.stop();
    await bed.road?.stop();
    await bed.puente?.stop();
  });
  beforeEach(async () => {
    profile = await mkdtemp(join(tmpdir(), "puente-browser-"));
    bed.chromium = await start(profile);
  });
  afterEach(async () => {
    bed.line.mend();
    await bed.chromium.kill();
    await rm(profile, { recursive: true, force: true });
  });

  return Object.assign(bed, {
    /** A new tab on the page of these tests; the same origin for every browser of the file. */
    tab: () => openTab(bed.chromium, server.origin),
    /** Kills the browser and returns the folder that it leaves. */
    async kill() {
      await bed.chromium.kill();
      return profile;
    },
    /** Kills the browser and starts another on the same profile. */
    async restart() {
      await bed.chromium.kill();
      bed.chromium = await start(profile);
    },
  });
}
