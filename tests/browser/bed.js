// What every test here gets: a server for the page, and a browser on a new profile, killed afterwards.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach } from "node:test";
import { start } from "./chromium.js";
import { serve } from "./static-server.js";
import { openTab } from "./tab.js";

/** Registers the hooks of a test file and gives what its tests use. */
export function testBed() {
  let server;
  let profile;
  let chromium;

  before(async () => {
    server = await serve();
  });
  after(() => server.stop());
  beforeEach(async () => {
    profile = await mkdtemp(join(tmpdir(), "puente-browser-"));
    chromium = await start(profile);
  });
  afterEach(async () => {
    await chromium.kill();
    await rm(profile, { recursive: true, force: true });
  });

  return {
    /** A new tab on the page of these tests; the same origin for every browser of the file. */
    tab: () => openTab(chromium, server.origin),
    /** Kills the browser and answers the folder it leaves. */
    async kill() {
      await chromium.kill();
      return profile;
    },
    /** Kills the browser and starts another on the same profile. */
    async restart() {
      await chromium.kill();
      chromium = await start(profile);
    },
  };
}
