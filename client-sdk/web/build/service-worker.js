// Keeps the app on the phone, complete and as it was built: the lines above have every file with its hash. The files in
// LATER belong to roles that few phones have: they are kept once one of them was opened, then with every version.
//
// A version is complete before it serves anything, and refuses a file that differs from the one that the build made. A
// new version waits until the app activates it, or until no tab is open. It neither answers nor keeps requests of the
// server's interface under /v1/.

const PREFIX = "puente-shell-";
const CACHE = PREFIX + VERSION;
/** The cache with the version that served last, under ACTIVE. */
const MARKS = "puente-marks";
const ACTIVE = "/active";
/** Is there when a file of LATER was opened on this phone. */
const OPENED = "/opened";

addEventListener("install", (event) => {
  event.waitUntil(keepAll());
});

addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

addEventListener("message", (event) => {
  // Only the app sends these: the first after its user chose the update, the second when such a part was opened.
  if (event.data === "activate") skipWaiting();
  if (event.data === "opened") event.waitUntil(keepLater());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/v1/")) return;
  const path = request.mode === "navigate" ? "/" : url.pathname;
  event.respondWith(kept(path, request));
});

/** A file of this version; of an earlier version for a tab that was open before; otherwise from the server. */
async function kept(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? (await caches.match(path)) ?? fetch(request);
}

/** Keeps the files of LATER, from now on with every version. */
async function keepLater() {
  const cache = await caches.open(CACHE);
  for (const [path, integrity] of LATER) {
    if (!(await same(await cache.match(path), integrity))) await cache.put(path, await fetched(path, integrity));
  }
  await (await caches.open(MARKS)).put(OPENED, new Response());
}

/** Fetches what changed since the previous version, and takes the rest from it. */
async function keepAll() {
  const cache = await caches.open(CACHE);
  const wasOpened = await (await caches.open(MARKS)).match(OPENED);
  for (const [path, integrity] of wasOpened ? [...FILES, ...LATER] : FILES) {
    if (await same(await cache.match(path), integrity)) continue;
    const before = await caches.match(path);
    if (await same(before, integrity)) await cache.put(path, before);
    else await cache.put(path, await fetched(path, integrity));
  }
}

async function fetched(path, integrity) {
  const response = await fetch(path, { integrity, cache: "no-cache", credentials: "omit" });
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
  return response;
}

/** Whether a kept file is the one that the build made. */
async function same(response, integrity) {
  if (!response) return false;
  const hash = await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer());
  return integrity === `sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}`;
}

/** Serves every tab from now on. The previous version stays: a tab that runs it may still request its parts. */
async function takeOver() {
  const marks = await caches.open(MARKS);
  const before = await (await marks.match(ACTIVE))?.text();
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE && name !== before) await caches.delete(name);
  }
  await marks.put(ACTIVE, new Response(CACHE));
  await clients.claim();
}
