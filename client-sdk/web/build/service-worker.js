// Keeps the app on the phone, whole and as it was built: the lines above name every file and its hash.
//
// A version is complete before it serves anything, and a file that is not what the build made is refused.
// A new version waits until the app says so, or until no tab is open. It never answers for the server's
// interface under /v1/, and keeps nothing of it.

const PREFIX = "puente-shell-";
const CACHE = PREFIX + VERSION;
/** Which version served last, under ACTIVE. */
const MARKS = "puente-marks";
const ACTIVE = "/active";

addEventListener("install", (event) => {
  event.waitUntil(keepAll());
});

addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

addEventListener("message", (event) => {
  // Only the app, and only when its person has said so.
  if (event.data === "activate") skipWaiting();
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/v1/")) return;
  const path = request.mode === "navigate" ? "/" : url.pathname;
  event.respondWith(kept(path, request));
});

/** A file of this version; of an earlier one for a tab that was open before; else from the server. */
async function kept(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? (await caches.match(path)) ?? fetch(request);
}

/** Fetches what changed since the version before, and takes the rest over from it. */
async function keepAll() {
  const cache = await caches.open(CACHE);
  for (const [path, integrity] of FILES) {
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

/** Whether a file that is kept is the one the build made. */
async function same(response, integrity) {
  if (!response) return false;
  const hash = await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer());
  return integrity === `sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}`;
}

/** Serves every tab from now on. The version before stays: a tab that runs it may still ask for its parts. */
async function takeOver() {
  const marks = await caches.open(MARKS);
  const before = await (await marks.match(ACTIVE))?.text();
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE && name !== before) await caches.delete(name);
  }
  await marks.put(ACTIVE, new Response(CACHE));
  await clients.claim();
}
