// A baby's age in months, and the values that a record gets.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** Loads a module of the app that does not need the page. */
async function load(path) {
  const source = readFileSync(fileURLToPath(new URL(`../src/${path}`, import.meta.url)), "utf8");
  const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 } });
  const folder = mkdtempSync(join(tmpdir(), "puente-age-"));
  try {
    writeFileSync(join(folder, "age.mjs"), outputText);
    return await import(join(folder, "age.mjs"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const { ageFields, inMonths, monthsOf, typedOn } = await load("gate/age.ts");

test("months become the years lived and the month of birth, as an estimate", () => {
  const on = (months, today) => Object.values(ageFields(inMonths(String(months)), today));
  assert.deepEqual(on(8, "2026-11-30"), ["0", "2026-03", "yes"]);
  assert.deepEqual(on(0, "2026-11-30"), ["0", "2026-11", "yes"]);
  assert.deepEqual(on(11, "2026-11-30"), ["0", "2025-12", "yes"]);
  assert.deepEqual(on(18, "2026-01-05"), ["1", "2024-07", "yes"]);
  assert.deepEqual(on(1, "2026-01-05"), ["0", "2025-12", "yes"]);
});

test("years stay as they were typed", () => {
  for (const age of ["34", "18+", "<18", "", "8 m"]) assert.deepEqual(ageFields(age, "2026-11-30"), {}, age);
  assert.deepEqual([monthsOf("8 meses"), monthsOf("8")], ["8", null]);
});

test("what would be too much is typed anew", () => {
  assert.deepEqual(["3", "34", "345", "05"].map((keys) => [...keys].reduce((held, key) => typedOn(held, key, false), "")), ["3", "34", "5", "5"]);
  assert.deepEqual(["1", "18", "23", "24"].map((keys) => [...keys].reduce((held, key) => typedOn(held, key, true), "")), ["1", "18", "23", "4"]);
});
