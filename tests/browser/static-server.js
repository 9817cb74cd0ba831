// Serves the page of these tests and the SDK with the real app's policy, and forwards everything under /v1/ to a real
// server, over a connection that can be cut.

import { createServer, request as ask } from "node:http";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const SDK = process.env.PUENTE_WASM_PKG ?? join(HERE, "../../target/wasm-pkg");
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
    "require-trusted-types-for 'script'",
    "trusted-types default",
  ].join("; "),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/**
 * Listens on a free port of this machine. Returns the origin, the connection to `upstream`, and a way to stop.
 * `sdk`: the folder of the SDK; `app`: whether the app comes from `upstream` too, on the same origin.
 */
export async function serve(upstream, { sdk = SDK, app = false } = {}) {
  const folders = { page: join(HERE, "page"), sdk };
  const line = { isCut: false, loses: null, passing: new Set() };
  const server = createServer((request, response) =>
    request.url.startsWith("/v1/") || (app && !/^\/(page|sdk)\//.test(request.url))
      ? pass(upstream, line, request, response)
      : answer(folders, request, response),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    line: {
      /** Lets nothing pass any more, and breaks what was passing. */
      cut() {
        line.isCut = true;
        for (const socket of line.passing) socket.destroy();
      },
      mend() {
        line.isCut = false;
      },
      /** Loses the next answer to a request of this path: the server has done what it was asked. */
      loseAnswer(path) {
        line.loses = path;
      },
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function pass(upstream, line, request, response) {
  const { socket } = request;
  if (line.isCut || !upstream) return socket.destroy();
  line.passing.add(socket);
  const { method, url, headers } = request;
  const onward = ask(new URL(url, upstream), { method, headers }, (reply) => {
    if (line.loses === url) {
      line.loses = null;
      return socket.destroy();
    }
    response.writeHead(reply.statusCode, reply.headers);
    // If the server's response breaks off, so does this one.
    reply.on("error", () => socket.destroy());
    reply.pipe(response);
  });
  onward.on("error", () => socket.destroy());
  response.on("close", () => {
    line.passing.delete(socket);
    onward.destroy();
  });
  request.pipe(onward);
}

async function answer(folders, request, response) {
  const [, folder, name] = /^\/(page|sdk)\/([a-z_-]+\.(?:html|js|wasm))$/.exec(request.url) ?? [];
  const body = folder && (await readFile(join(folders[folder], name)).catch(() => null));
  if (!body) {
    response.writeHead(404, HEADERS).end();
    return;
  }
  response.writeHead(200, { ...HEADERS, "content-type": TYPES[extname(name)] }).end(body);
}
