import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";
import { shell } from "./build/shell.ts";
import { texts } from "./build/texts.js";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** No chunk has styles or other chunks that must be there first, and what sees to that is larger than a screen. */
const noPreloads: Plugin = {
  name: "puente-no-preloads",
  enforce: "pre",
  load: (id) => (id === "\0vite/preload-helper.js" ? "export const __vitePreload = (load) => load();" : undefined),
};

// The styles of a component are told apart by its place among the components: a hash cannot be compressed.
const components = readdirSync(here("src"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".svelte")).sort();
const cssHash = ({ filename }: { filename: string }) =>
  `s${components.findIndex((name) => filename.endsWith(`src/${name}`)).toString(36)}`;

/** The area of a module; none for what the gate needs. */
const AREA = /\/src\/(home|lists|office|paper|person|phone|ui\/chart)\/|\/PrintedPages\b/;
/** What the gate takes from an area, besides what several areas take. */
const OF_GATE = /\/(home\/role|person\/facts|person\/write|phone\/standing|phone\/SyncBadge|phone\/JoinSteps|lists\/draft)\b/;
// A chunk for what the gate needs, one for the other screens that every phone keeps, and one for the homes of roles. Left
// alone, the bundler makes twenty, of which none compresses well.
const CHUNKS = [
  { name: "gate", priority: 3, test: (id: string) => (!AREA.test(id) || OF_GATE.test(id)) && !/puente-texts|\/qr\//.test(id) },
  { name: "rest", priority: 2, test: (id: string) => AREA.test(id) && !/\/src\/(home|office|ui\/chart)\//.test(id) },
  { name: "home-office", priority: 1.5, test: (id: string) => /\/src\/office\//.test(id) },
  { name: "home", priority: 1, test: (id: string) => AREA.test(id) },
];

export default defineConfig({
  plugins: [svelte({ compilerOptions: { cssHash, discloseVersion: false } }), texts(), noPreloads, shell()],
  resolve: {
    // What `cargo xtask wasm` makes; its types are client-sdk/wasm/driver.
    alias: { "puente-sdk": process.env.PUENTE_WASM_PKG ?? here("../../target/wasm-pkg") },
  },
  build: {
    outDir: process.env.PUENTE_APP ?? here("../../target/app"),
    emptyOutDir: true,
    target: "es2022",
    // Inlined files would be data: URLs, which the policy of the page forbids.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One file of styles: a part that is read later would otherwise have to wait for its own.
    cssCodeSplit: false,
    rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
  },
  worker: { format: "es" },
});
