// Serves the page of these tests and the SDK, with the policy that the real app is to be served with.

import { createServer } from "node:http";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const SDK = process.env.PUENTE_WASM_PKG ?? join(HERE, "../../target/wasm-pkg");
const FOLDERS = { page: join(HERE, "page"), sdk: SDK };
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
};
const HEADERS = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** Listens on a free port of this machine; gives the origin and a way to stop. */
export async function serve() {
  const server = createServer(answer);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function answer(request, response) {
  const [, folder, name] = /^\/(page|sdk)\/([a-z_-]+\.(?:html|js|wasm))$/.exec(request.url) ?? [];
  const body = folder && (await readFile(join(FOLDERS[folder], name)).catch(() => null));
  if (!body) {
    response.writeHead(404, HEADERS).end();
    return;
  }
  response.writeHead(200, { ...HEADERS, "content-type": TYPES[extname(name)] }).end(body);
}
