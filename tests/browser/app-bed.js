// The surroundings of a test of the app with a real server: the server, a connection to it that can be cut, and a
// browser on a new profile, killed afterwards.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach } from "node:test";
import { start } from "./chromium.js";
import { startPuente } from "./puente.js";
import { App } from "./screens.js";
import { serve } from "./static-server.js";

/** Registers the hooks of a test file. `phones`: the number of origins; each stands for a phone of its own. */
export function appBed({ phones = 1, flags = () => [] } = {}) {
  const bed = { puente: null, servers: [], profile: null, chromium: null };

  before(async () => {
    bed.puente = await startPuente();
    for (let phone = 0; phone < phones; phone += 1) {
      bed.servers.push(await serve(bed.puente.origin, { app: true }));
    }
  });
  after(async () => {
    for (const server of bed.servers) await server.stop();
    await bed.puente?.stop();
  });
  beforeEach(async () => {
    bed.profile = await mkdtemp(join(tmpdir(), "puente-app-"));
    bed.chromium = await start(bed.profile, await flags(bed));
  });
  afterEach(async () => {
    for (const { line } of bed.servers) line.mend();
    await bed.chromium.kill();
    await rm(bed.profile, { recursive: true, force: true });
  });

  return Object.assign(bed, {
    /** The app on one of the phones. */
    app: (phone = 0) => App.open(bed.chromium, bed.servers[phone].origin),
    /** Kills the browser and starts another on the same profile. */
    async restart() {
      await bed.chromium.kill();
      bed.chromium = await start(bed.profile, await flags(bed));
    },
  });
}

/** The complaints of a page, except about a connection that was cut. */
export function faultsOf(app) {
  return [...app.faults, ...app.complaints.filter((said) => !/Failed to load resource|net::ERR/.test(said))];
}
