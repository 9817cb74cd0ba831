// Every text for people is in a catalogue, so that adding a language means adding a file.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { parse } from "svelte/compiler";

const SOURCE = fileURLToPath(new URL("../src", import.meta.url));
/** Attributes that people read or hear. */
const SAID = new Set(["aria-label", "aria-description", "alt", "label", "legend", "placeholder", "title", "remark", "hint"]);
const LETTER = /\p{L}/u;

function templates() {
  return readdirSync(SOURCE, { recursive: true }).filter((name) => name.endsWith(".svelte"));
}

/** The texts written into a template, except in elements with `translate="no"`, which have names. */
function texts(node, found = []) {
  if (Array.isArray(node)) for (const one of node) texts(one, found);
  if (!node || typeof node !== "object" || Array.isArray(node)) return found;
  const named = node.attributes?.some((one) => one.name === "translate" && one.value?.[0]?.data === "no");
  if (named) return found;
  if (node.type === "Text" && LETTER.test(node.data)) found.push(node.data.trim());
  for (const attribute of node.attributes ?? []) {
    if (!SAID.has(attribute.name) || attribute.value === true) continue;
    for (const part of [attribute.value].flat()) {
      const literal = part.type === "Text" ? part.data : part.expression?.type === "Literal" ? String(part.expression.value) : "";
      if (LETTER.test(literal)) found.push(`${attribute.name}="${literal}"`);
    }
  }
  for (const [key, child] of Object.entries(node)) if (key !== "attributes") texts(child, found);
  return found;
}

test("templates hold no text for people", () => {
  const found = [];
  for (const name of templates()) {
    const { fragment } = parse(readFileSync(join(SOURCE, name), "utf8"), { modern: true });
    found.push(...texts(fragment).map((text) => `${name}: ${text}`));
  }
  assert.deepEqual(found, []);
});

test("the check finds a text, a label and a literal", () => {
  const { fragment } = parse('<p translate="no">Name</p><p>Hola</p><i aria-label="Uno"></i><T label={"Dos"} />', { modern: true });
  assert.deepEqual(texts(fragment), ["Hola", 'aria-label="Uno"', 'label="Dos"']);
});
