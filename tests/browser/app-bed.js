// The surroundings of a test of the app: a browser on a new profile, killed afterwards, and a real server with a
// connection to it that can be cut, or the files of the app alone.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach } from "node:test";
import { serveApp } from "./app-server.js";
import { start } from "./chromium.js";
import { startPuente } from "./puente.js";
import { App } from "./screens.js";
import { serve } from "./static-server.js";

/** Registers the hooks of a browser on a new profile for each test. */
function withBrowser(bed, flags = () => []) {
  beforeEach(async () => {
    bed.profile = await mkdtemp(join(tmpdir(), "puente-app-"));
    bed.chromium = await start(bed.profile, await flags(bed));
  });
  afterEach(async () => {
    await bed.chromium.kill();
    await rm(bed.profile, { recursive: true, force: true });
  });
  return Object.assign(bed, {
    /** Kills the browser and starts another on the same profile. */
    async restart() {
      await bed.chromium.kill();
      bed.chromium = await start(bed.profile, await flags(bed));
    },
  });
}

/** Registers the hooks of a test file. `phones`: the number of origins; each stands for a phone of its own. */
export function appBed({ phones = 1, flags } = {}) {
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
  afterEach(() => {
    for (const { line } of bed.servers) line.mend();
  });

  return Object.assign(withBrowser(bed, flags), {
    /** The app on one of the phones. */
    app: (phone = 0) => App.open(bed.chromium, bed.servers[phone].origin),
  });
}

/** Registers the hooks of a test file of the app alone: nothing answers but the files of the app. */
export function offlineBed() {
  const bed = { server: null, profile: null, chromium: null };

  before(async () => {
    bed.server = await serveApp();
  });
  after(() => bed.server.stop());

  return Object.assign(withBrowser(bed), {
    app: () => App.open(bed.chromium, bed.server.origin),
  });
}

/** The complaints of a page, except about a connection that was cut. */
export function faultsOf(app) {
  return [...app.faults, ...app.complaints.filter((said) => !/Failed to load resource|net::ERR/.test(said))];
}
