// What the build adds to the app: the files that make it installable, the service worker with the hashes of everything
// it keeps, and compressed forms of every file.

import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { minify, type Plugin } from "vite";

const WORKER = fileURLToPath(new URL("./service-worker.js", import.meta.url));
// Nobody counts the bytes of an app that is only tried on this machine, and the best quality takes half a minute.
const QUALITY = process.env.PUENTE_APP_QUICK ? 5 : constants.BROTLI_MAX_QUALITY;
/** The homes of roles that few phones have: a phone keeps them once somebody has opened one there. */
const LATER = /^\/assets\/home-/;
const COMPRESSIBLE = /\.(html|js|css|wasm|svg|json|webmanifest)$/;

export function shell(): Plugin {
  let folder: string;
  return {
    name: "puente-shell",
    apply: "build",
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    transformIndexHtml() {
      const link = (rel: string, href: string) => ({ tag: "link", attrs: { rel, href } });
      return [
        link("manifest", "/manifest.webmanifest"),
        link("icon", "/icon.svg"),
        link("apple-touch-icon", "/icon-192.png"),
      ];
    },
    async closeBundle() {
      const files = await hashed(folder);
      const version = sha256(Buffer.from(files.map((file) => file.join(" ")).join("\n")), "hex");
      const later = files.filter(([path]) => LATER.test(path));
      const first = files.filter(([path]) => !LATER.test(path));
      const lines = [
        `const VERSION = "${version.slice(0, 16)}";`,
        `const FILES = new Map(${JSON.stringify(first)});`,
        `const LATER = new Map(${JSON.stringify(later)});`,
      ];
      const { code } = await minify(WORKER, await readFile(WORKER, "utf8"), { mangle: { toplevel: true } });
      await writeFile(join(folder, "sw.js"), `${lines.join("\n")}\n${code}`);
      await compress(folder);
    },
  };
}

/** `[path, hash]` of every file, as the service worker needs it. */
async function hashed(folder: string): Promise<[string, string][]> {
  const files: [string, string][] = [];
  for (const name of await names(folder)) {
    const hash = sha256(await readFile(join(folder, name)), "base64");
    files.push([name === "index.html" ? "/" : `/${name}`, `sha256-${hash}`]);
  }
  return files.sort();
}

async function compress(folder: string): Promise<void> {
  for (const name of await names(folder)) {
    if (!COMPRESSIBLE.test(name)) continue;
    const file = join(folder, name);
    const bytes = await readFile(file);
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, { params }));
    await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
  }
}

async function names(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
}

function sha256(bytes: Buffer, encoding: "base64" | "hex"): string {
  return createHash("sha256").update(bytes).digest(encoding);
}
