import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { shell } from "./build/shell.ts";
import { texts } from "./build/texts.js";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [svelte(), texts(), shell()],
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
  },
  worker: { format: "es" },
});
