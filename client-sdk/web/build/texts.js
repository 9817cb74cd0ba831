// @ts-check
// The texts of shared/texts, one file a language, as the app takes them: each language a chunk of its own, already
// parsed, so that the app carries no parser, and no text that the app does not name.
//
// The app is as large as it may be. So a key that stands in a call becomes the place of its text (`t("gate-title")` →
// `t(217)`), which saves 2 KB over the wire, and only keys that are put together or kept in a table travel as names.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { FluentResource } from "@fluent/bundle";

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

/** The folder of the languages; a test adds one. */
const FOLDER = process.env.PUENTE_TEXTS ?? here("../../../shared/texts");
const SOURCES = here("../src");
/** The file of types that tsconfig.json names. */
const TYPES = here("../../../target/texts/puente-texts.d.ts");
/** The first language; the others are translations of it. */
const FIRST = "es";
const MODULE = "puente-texts";
/** Rows of the record's tables, and the languages in which the SDK's `Schema` has them: it reads lists by them. */
const ROW = /^(field|entry|code|finding|why)-/;
const OF_SCHEMA = ["es", "en"];
/** In place of Fluent's own functions, which no text of the app calls. */
const NO_FUNCTIONS = `\0${MODULE}/no-functions`;
/** The beginning of the keys with which a language describes itself. */
const OF_LANGUAGE = "language-";

/** `t("key"` */
const CALL = /(?<![\w.])t\("([\w-]+)"/g;
/** The beginnings of keys that are built from one of these and a code: `state-${…}`. */
export const BEGINNINGS = [
  "attention-outcome-",
  "attention-reason-",
  "basis-",
  "delimiter-",
  "failure-",
  "history-conflict-",
  "history-standing-",
  "home-title-",
  "import-fault-",
  "import-notice-",
  "list-by-",
  "list-show-",
  "list-state-",
  "meaning-",
  "minor-how-",
  "minor-title-",
  "minor-what-",
  "minor-whom-",
  "nav-to-",
  "notice-done-",
  "quarantine-why-",
  "queue-answer-",
  "queue-group-",
  "queue-short-",
  "queue-why-",
  "role-",
  "section-of-",
  "setup-how-",
  "setup-step-",
  "signin-way-",
  "sites-kind-",
  "standing-now-",
  "standing-short-",
  "standing-what-",
  "state-",
  "term-",
  "unit-",
];
const BEGINNING = /`([a-z]\w*-(?:[\w-]+-)?)\$\{/g;

/** @typedef {import("@fluent/bundle").FluentResource["body"][number]} Entry */
/** @typedef {NonNullable<Entry["value"]>} Pattern */
/** @typedef {{ code: string, file: string, messages: Map<string, Pattern> }} Catalogue */

/**
 * Every language of a folder, the first language first.
 * @returns {Catalogue[]}
 */
export function catalogues(folder = FOLDER) {
  const codes = readdirSync(folder).flatMap((name) => /^(.+)\.ftl$/.exec(name)?.[1] ?? []);
  codes.sort((a, b) => Number(b === FIRST) - Number(a === FIRST) || a.localeCompare(b));
  return codes.map((code) => {
    const file = join(folder, `${code}.ftl`);
    const { body } = new FluentResource(readFileSync(file, "utf8"));
    return { code, file, messages: new Map(body.flatMap(({ id, value }) => (value === null ? [] : [[id, value]]))) };
  });
}

/** What may be a key in the app: the first words of calls, texts elsewhere, and beginnings of texts that are put together. */
export function namesOfApp() {
  const names = { inCalls: new Set(), elsewhere: new Set(), beginnings: new Set(), beginningsInCalls: new Set() };
  for (const name of readdirSync(SOURCES, { recursive: true, encoding: "utf8" })) {
    if (!/\.(svelte|ts)$/.test(name)) continue;
    const source = readFileSync(join(SOURCES, name), "utf8");
    for (const [, key] of source.matchAll(CALL)) names.inCalls.add(key);
    for (const [, text] of source.replace(CALL, "").matchAll(/"([\w-]+)"/g)) names.elsewhere.add(text);
    for (const [, beginning] of source.matchAll(BEGINNING)) names.beginnings.add(beginning);
    for (const [, beginning] of source.matchAll(/(?<![\w.])t\(`([\w-]+)\$\{/g)) names.beginningsInCalls.add(beginning);
  }
  return names;
}

/**
 * The keys that the app takes: those that travel as names, and those that are places.
 * @param {Catalogue} first
 */
export function keysOfApp(first) {
  const { inCalls, elsewhere } = namesOfApp();
  const all = [...first.messages.keys()].filter((key) => !key.startsWith(OF_LANGUAGE));
  const isNamed = (/** @type {string} */ key) => elsewhere.has(key) || BEGINNINGS.some((beginning) => key.startsWith(beginning));
  const named = all.filter(isNamed);
  return { named, places: [...named, ...all.filter((key) => inCalls.has(key) && !isNamed(key))] };
}

/**
 * The variables of a text, and which of them has to be a number because it chooses between forms.
 * @param {unknown} pattern
 * @param {Map<string, "number" | "value">} found
 */
export function variables(pattern, found = new Map()) {
  if (typeof pattern !== "object" || pattern === null) return found;
  const { type, name, selector } = /** @type {{ type?: string, name?: string, selector?: { name: string } }} */ (pattern);
  if (type === "var" && name) found.set(name, found.get(name) ?? "value");
  if (type === "select" && selector) found.set(selector.name, "number");
  for (const part of Object.values(pattern)) variables(part, found);
  return found;
}

/** Writes the keys for `src/app/puente-texts.d.ts`. */
export function writeTypes() {
  const called = [...first(catalogues()).messages].filter(([id]) => !isRow(id));
  const lines = called.map(([id, pattern]) => {
    const taken = [...variables(pattern)].map(([name, kind]) => `${name}: ${kind === "number" ? "number" : "string | number"}`);
    return `    "${id}": { ${taken.join("; ")} };`.replace("{  }", "{}");
  });
  mkdirSync(join(TYPES, ".."), { recursive: true });
  writeFileSync(
    TYPES,
    `// Written by client-sdk/web/build/texts.js from shared/texts/${FIRST}.ftl.
declare module "${MODULE}" {
  /** Every key, and the values that its text takes. */
  export interface Texts {
${lines.join("\n")}
  }
}
`,
  );
}

/**
 * Whether a text is of a row of the record's tables, which is not called by its key.
 * @param {string} key
 */
export function isRow(key) {
  return ROW.test(key) && key !== "finding-unknown";
}

/** @param {Catalogue[]} all */
function first(all) {
  if (all[0]?.code !== FIRST) throw new Error(`no ${FIRST}.ftl among the texts`);
  return all[0];
}

/**
 * Vite's part of it: \`puente-texts\`, a module of each language, and keys in calls as places.
 * @returns {import("vite").Plugin}
 */
export function texts() {
  const all = catalogues();
  const { named, places } = keysOfApp(first(all));
  return {
    name: MODULE,
    enforce: "pre",
    buildStart: writeTypes,
    resolveId(id, importer) {
      if (id === "./builtins.js" && importer?.includes("@fluent/bundle")) return NO_FUNCTIONS;
      return id === MODULE || id.startsWith(`${MODULE}/`) ? `\0${id}` : undefined;
    },
    load(id) {
      if (id === NO_FUNCTIONS) return "export const NUMBER = undefined, DATETIME = undefined;";
      if (id === `\0${MODULE}`) return index(all, named);
      const language = all.find(({ code }) => id === `\0${MODULE}/${code}`);
      return language && moduleOf(language, places);
    },
    transform(source, id) {
      if (!id.startsWith(SOURCES) || !/\.(svelte|ts)$/.test(id)) return undefined;
      const replaced = source.replace(CALL, (_, key) => {
        const place = places.indexOf(key);
        if (place < 0) this.error(`there is no text "${key}"`);
        return `t(${place}`;
      });
      return { code: replaced, map: null };
    },
  };
}

/**
 * The languages, as each describes itself.
 * @param {Catalogue[]} all
 * @param {string[]} named
 */
function index(all, named) {
  const languages = all.map(({ code, messages }) => {
    const said = (/** @type {string} */ what) => messages.get(OF_LANGUAGE + what);
    const own = { code, name: said("name"), locale: said("locale"), iso639_3: said("iso639-3") };
    return `{ ...${JSON.stringify(own)}, load: () => import("${MODULE}/${code}") }`;
  });
  return `export const KEYS = ${grouped(named)};\nexport const LANGUAGES = [${languages.join(", ")}];`;
}

/**
 * Keys as code that makes them; what several have in common at their beginning is written once.
 * @param {string[]} keys
 */
function grouped(keys) {
  const groups = keys.reduce((/** @type {string[][]} */ found, key) => {
    const [beginning, end] = [key.slice(0, key.lastIndexOf("-") + 1), key.slice(key.lastIndexOf("-") + 1)];
    if (found.at(-1)?.[0] === beginning) found.at(-1)?.push(end);
    else found.push([beginning, end]);
    return found;
  }, []);
  const written = groups.map((group) => group.join(" ")).join("|");
  return `"${written}".split("|").flatMap((group) => { const [beginning, ...ends] = group.split(" "); return ends.map((end) => beginning + end); })`;
}

/**
 * The texts of a language. The most frequent forms are written short.
 * @param {Catalogue} language
 * @param {string[]} places
 */
function moduleOf({ code, file, messages }, places) {
  const written = places.map((key) => {
    const pattern = messages.get(key);
    if (pattern === undefined) throw new Error(`${file}: there is no text "${key}"`);
    if (JSON.stringify(pattern).includes('"type":"func"')) throw new Error(`${file}: "${key}" calls a function, and the app has none`);
    return patternOf(pattern);
  });
  return `const of = (name) => ({ type: "var", name });
const form = (value, text) => ({ key: { type: "str", value }, value: text });
const forms = (one, other, name = "n") => ({ type: "select", selector: of(name), variants: [form("one", one), form("other", other)], star: 1 });
export default [${written.join(",")}];${OF_SCHEMA.includes(code) ? "" : `\nexport const rows = ${JSON.stringify(rowsOf(messages))};`}`;
}

/** @param {Catalogue["messages"]} messages */
function rowsOf(messages) {
  return Object.fromEntries([...messages].filter(([key]) => isRow(key)));
}

/**
 * @param {Pattern} pattern
 * @returns {string}
 */
function patternOf(pattern) {
  if (typeof pattern === "string") return JSON.stringify(pattern);
  return `[${pattern.map(elementOf).join(",")}]`;
}

/** @param {Exclude<Pattern, string>[number]} element */
function elementOf(element) {
  if (typeof element === "string") return JSON.stringify(element);
  if (element.type === "var") return `of("${element.name}")`;
  if (element.type === "select" && element.selector.type === "var") {
    const { selector, variants, star } = element;
    const [one, other] = variants;
    if (one?.key.value === "one" && other?.key.value === "other" && variants.length === 2 && star === 1) {
      const name = selector.name === "n" ? "" : `,"${selector.name}"`;
      return `forms(${patternOf(one.value)},${patternOf(other.value)}${name})`;
    }
  }
  return JSON.stringify(element);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeTypes();
