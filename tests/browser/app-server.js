// Serves the built app as the real server does, and can bring out a next version: the same app with another page.
// Only for tests of an update; everything else is tested on the real server.

import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const APP = process.env.PUENTE_APP ?? join(HERE, "../../target/app");
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};

/** Serves version 1 of the app in a folder until `update` is called, and then version 2, whose page shows its version. */
export async function serveApp(app = APP) {
  const state = { app, isNext: false, isDamaged: false, asked: [] };
  const server = createServer((request, response) => answer(state, request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    /** Serves the next version from now on; `isDamaged`: with a page that differs from the one that its build made. */
    update(isDamaged = false) {
      Object.assign(state, { isNext: true, isDamaged, asked: [] });
    },
    /** The requests since the update. */
    asked: () => state.asked,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function answer(state, { url }, response) {
  const name = url === "/" ? "index.html" : url.slice(1);
  state.asked.push(url);
  const plain = await readFile(join(state.app, name)).catch(() => null);
  if (!plain) return response.writeHead(404).end();
  const body = state.isNext ? await next(state, name, plain) : plain;
  response.writeHead(200, { "content-type": TYPES[extname(name)], "cache-control": "no-cache" });
  response.end(body);
}

async function next({ app, isDamaged }, name, plain) {
  const page = Buffer.from(
    (await readFile(join(app, "index.html"), "utf8")).replace("<html", '<html data-version="2"'),
  );
  if (name === "index.html") return isDamaged ? Buffer.concat([page, Buffer.from("<!-- -->")]) : page;
  if (name !== "sw.js") return plain;
  const hash = createHash("sha256").update(page).digest("base64");
  return plain
    .toString()
    .replace(/VERSION = "[^"]*"/, 'VERSION = "the-next-one"')
    .replace(/\["\/","[^"]*"\]/, `["/","sha256-${hash}"]`);
}
