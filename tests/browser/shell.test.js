// The app as `puente serve` serves it: its size, its policy, and that it opens without a server.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { brotliDecompressSync } from "node:zlib";
import { serveApp } from "./app-server.js";
import { start } from "./chromium.js";
import { startPuente } from "./puente.js";

/** What a phone downloads until the gate opens, in Spanish. */
const GATE_BYTES_MAX = 1_381_000;
/** With what it fetches behind the open gate: the other screens and languages, a reader of codes. */
const KEPT_BYTES_MAX = 1_431_000;
const BEHIND_THE_GATE = /^\/assets\/(area|rest|decode|en)-|^\/(icon|manifest)/;

let profile;
let chromium;

beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), "puente-browser-"));
  chromium = await start(profile);
});
afterEach(async () => {
  await chromium.kill();
  await rm(profile, { recursive: true, force: true });
});

describe("the app from a server", () => {
  test("weighs little, is served by a strict policy, and opens when the server is gone", async (t) => {
    const puente = await startPuente();
    try {
      await weigh(t, puente.origin);
      await inspect(puente.origin);
      const { page, complaints } = await open(puente.origin);
      await kept(page);
      await puente.stop();
      await chromium.kill();
      chromium = await start(profile);
      const again = await open(puente.origin);
      assert.equal(await again.page.title(), "Puente");
      await again.page.locator("h1").first().waitFor();
      assert.deepEqual([...complaints, ...again.complaints], []);
    } finally {
      await puente.stop();
    }
  });
});

describe("an update", () => {
  test("waits while somebody works, takes only what changed, and takes over when told to", async () => {
    const server = await serveApp();
    try {
      const { page } = await open(server.origin);
      await kept(page);
      // Somebody types: the text must still be in the page after the update has arrived.
      await page.evaluate(() => (document.body.dataset.typed = "Lucía"));
      server.update();
      const waits = page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        await registration.update();
        const next = registration.installing ?? registration.waiting;
        while (next.state === "installing") {
          await new Promise((resolve) => next.addEventListener("statechange", resolve, { once: true }));
        }
        return registration.waiting !== null;
      });
      assert.equal(await waits, true);
      assert.deepEqual(server.asked(), ["/sw.js", "/"]);
      assert.equal(await page.evaluate(() => document.body.dataset.typed), "Lucía");
      assert.equal(await version(page), undefined);
      await page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        const taken = new Promise((resolve) =>
          navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }),
        );
        registration.waiting.postMessage("activate");
        await taken;
      });
      await page.reload();
      assert.equal(await version(page), "2");
    } finally {
      await server.stop();
    }
  });

  test("that is not what its build made is refused, and the version before goes on", async () => {
    const server = await serveApp();
    try {
      const { page } = await open(server.origin);
      await kept(page);
      server.update(true);
      const end = await page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        await registration.update();
        const next = registration.installing ?? registration.waiting;
        while (next && next.state === "installing") {
          await new Promise((resolve) => next.addEventListener("statechange", resolve, { once: true }));
        }
        return next?.state;
      });
      assert.equal(end, "redundant");
      await server.stop();
      await page.reload();
      assert.equal(await page.title(), "Puente");
    } finally {
      await server.stop().catch(() => {});
    }
  });
});

async function open(origin) {
  const page = await chromium.page();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (/content security policy|trusted type/i.test(message.text())) complaints.push(message.text());
  });
  await page.goto(`${origin}/`);
  return { page, complaints };
}

/** Waits until the whole app is on this device and in charge of the page. */
async function kept(page) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) =>
      navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }),
    );
  });
}

function version(page) {
  return page.evaluate(() => document.documentElement.dataset.version);
}

/** Measures what a phone downloads before the gate opens, and before it is ready for a shift without a network. */
async function weigh(t, origin) {
  const worker = await get(`${origin}/sw.js`);
  const [first, later] = worker.plain.split("const LATER");
  const homes = pathsIn(later);
  assert.ok(homes.length > 0);
  const files = pathsIn(first);
  assert.deepEqual(files.filter((path) => homes.includes(path)), []);
  const gate = files.filter((path) => !BEHIND_THE_GATE.test(path));
  for (const part of [/\.wasm$/, /\/gate-/, /\.css$/, /\/es-/, /store-worker/]) assert.ok(gate.some((path) => part.test(path)), String(part));
  const sizes = new Map();
  for (const path of files) sizes.set(path, (await get(`${origin}${path}`)).bytes);
  const sum = (paths) => paths.reduce((bytes, path) => bytes + sizes.get(path), 0);
  const [toGate, kept] = [sum(gate), worker.bytes + sum(files)];
  t.diagnostic(`over the wire: ${(toGate / 1e6).toFixed(3)} MB until the gate opens, ${(kept / 1e6).toFixed(3)} MB in all`);
  assert.ok(toGate <= GATE_BYTES_MAX, `${toGate} bytes until the gate opens`);
  assert.ok(kept <= KEPT_BYTES_MAX, `${kept} bytes in all`);
}

/** The files that a part of the service worker names. */
function pathsIn(script) {
  return [...script.matchAll(/\["(\/[^"]*)","sha256-/g)].map(([, path]) => path);
}

async function inspect(origin) {
  const page = await get(`${origin}/`);
  const policy = page.headers["content-security-policy"];
  for (const directive of [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ]) {
    assert.ok(policy.includes(directive), directive);
  }
  assert.equal(page.headers["cache-control"], "no-cache");
  assert.equal(page.headers["cross-origin-opener-policy"], "same-origin");
  assert.match(page.headers["permissions-policy"], /camera=\(self\)/);
  const again = await get(`${origin}/`, { "if-none-match": page.headers.etag });
  assert.equal(again.status, 304);
  const [script] = /\/assets\/[^"]+\.js/.exec(page.plain);
  const { headers } = await get(`${origin}${script}`);
  assert.match(headers["cache-control"], /immutable/);
  assert.equal(headers["content-type"], "text/javascript; charset=utf-8");
  assert.equal(headers["content-encoding"], "br");
  assert.equal((await get(`${origin}/nothing-here`)).status, 404);
}

/** One response with its bytes as they travel, and as text if it is uncompressed or in brotli. */
async function get(url, headers = {}) {
  const reply = await new Promise((resolve, reject) => {
    request(url, { headers: { "accept-encoding": "br", ...headers } }, resolve)
      .on("error", reject)
      .end();
  });
  const parts = [];
  for await (const part of reply) parts.push(part);
  const body = Buffer.concat(parts);
  const plain = reply.headers["content-encoding"] === "br" ? brotliDecompressSync(body) : body;
  return {
    status: reply.statusCode,
    headers: reply.headers,
    bytes: body.length,
    plain: plain.toString(),
  };
}
