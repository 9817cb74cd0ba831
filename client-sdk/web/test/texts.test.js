// The catalogues of shared/texts: complete, correct, and used.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { FluentBundle } from "@fluent/bundle";
import { parse } from "@fluent/syntax";
import { BEGINNINGS, catalogues, isRow, keysOfApp, namesOfApp, variables } from "../build/texts.js";
import { CODE, NAME, withPseudo } from "./pseudo.js";

const TEXTS = fileURLToPath(new URL("../../../shared/texts", import.meta.url));
const OF_LANGUAGE = ["language-name", "language-locale", "language-iso639-3"];
/** Keys of the command line, whose own tests check them. */
const OF_COMMAND_LINE = /^(cli|puente|puente_field|problem|advice)(-|$)/;

/** Every language, and one more for the tests. */
function everyLanguage(run) {
  const folder = mkdtempSync(join(tmpdir(), "puente-texts-"));
  try {
    withPseudo(TEXTS, folder);
    return run(catalogues(folder), folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What is wrong with the syntax of a file. */
function faultsOf(ftl) {
  const { body } = parse(ftl, {});
  const ids = body.filter(({ type }) => type === "Message").map(({ id }) => id.name);
  return [
    ...body.filter(({ type }) => type === "Junk").map(({ content }) => `not understood: ${content.split("\n")[0]}`),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `twice: ${id}`),
  ];
}

/** The differences of a language from the first one, other than its words. */
function differences(first, other) {
  const keys = new Set([...first.messages.keys(), ...other.messages.keys()]);
  return [...keys].filter((key) => {
    const of = ({ messages }) => messages.has(key) && JSON.stringify([...variables(messages.get(key))].sort());
    return of(first) !== of(other);
  });
}

test("every language is written without a fault", () => {
  everyLanguage((all) => {
    for (const { code, file } of all) assert.deepEqual(faultsOf(readFileSync(file, "utf8")), [], code);
  });
  assert.deepEqual(faultsOf("a = A\na = B\nb = { $n\n"), ["not understood: b = { $n", "twice: a"]);
});

test("every language has the same keys, with the same variables", () => {
  everyLanguage(([first, ...others]) => {
    assert.equal(first.code, "es");
    assert.ok(first.messages.size > 500);
    for (const other of others) assert.deepEqual(differences(first, other), [], other.code);
    const { messages } = first;
    const holes = new Map([...messages].filter(([key]) => key !== "add"));
    holes.set("find-more", ["Más ", { type: "var", name: "n" }]);
    assert.deepEqual(differences(first, { messages: holes }), ["add", "find-more"]);
  });
});

test("a file more is a language more, by its own name", () => {
  everyLanguage((all) => {
    assert.deepEqual(all.map(({ code }) => code), ["es", "en", CODE]);
    assert.equal(all.at(-1).messages.get("language-name"), NAME);
    for (const { code, messages } of all) {
      for (const key of OF_LANGUAGE) assert.equal(typeof messages.get(key), "string", `${code}: ${key}`);
      const locale = messages.get("language-locale");
      assert.deepEqual(Intl.NumberFormat.supportedLocalesOf(locale), [locale]);
    }
  });
});

test("every key that the app names has a text", () => {
  const [{ messages }] = catalogues();
  const { inCalls } = namesOfApp();
  assert.ok(inCalls.size > 300);
  assert.deepEqual([...inCalls].filter((key) => !messages.has(key)), []);
});

test("every beginning of a key is known, begins a text, and is completed somewhere", () => {
  const keys = [...catalogues()[0].messages.keys()];
  const { beginnings, beginningsInCalls } = namesOfApp();
  assert.deepEqual([...beginningsInCalls].filter((beginning) => !BEGINNINGS.includes(beginning)), []);
  assert.deepEqual(BEGINNINGS.filter((beginning) => !beginnings.has(beginning)), []);
  assert.deepEqual(BEGINNINGS.filter((beginning) => !keys.some((key) => key.startsWith(beginning))), []);
});

test("every text is named", () => {
  const [first] = catalogues();
  const named = new Set([...keysOfApp(first).places, ...OF_LANGUAGE]);
  assert.deepEqual([...first.messages.keys()].filter((key) => !named.has(key) && !isRow(key) && !OF_COMMAND_LINE.test(key)), []);
});

test("every text can be said in every form", () => {
  everyLanguage((all) => {
    for (const { code, messages } of all) {
      const bundle = new FluentBundle(messages.get("language-locale"), { useIsolating: false });
      for (const [key, pattern] of messages) {
        for (const n of [0, 1, 2, 1_000_000]) {
          const values = Object.fromEntries([...variables(pattern)].map(([name, kind]) => [name, kind === "number" ? n : "x"]));
          const errors = [];
          const said = bundle.formatPattern(pattern, values, errors);
          assert.deepEqual([errors, /[{}]/.test(said)], [[], false], `${code}: ${key}: ${said}`);
        }
      }
    }
  });
});

test("the words of a row of the record's tables take no values", () => {
  everyLanguage((all) => {
    for (const { code, messages } of all) {
      assert.deepEqual([...messages].filter(([key, text]) => isRow(key) && typeof text !== "string"), [], code);
    }
  });
});

test("no sentence is the same in two languages", () => {
  const [es, en] = catalogues();
  // A text without its values must have words; a unit may be the same.
  const says = (text) => typeof text === "string" && text.includes(" ") && /\p{L}{4}/u.test(text);
  // Codes may be names of states and countries, which stay the same.
  const isName = (key) => key.startsWith("code-");
  assert.deepEqual([...es.messages].filter(([key, text]) => says(text) && !isName(key) && en.messages.get(key) === text).map(([key]) => key), []);
});
