// No text for people outside the message files: whoever adds a language adds one file.

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

/** The texts written into a template; what stands in an element with `translate="no"` is a name. */
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

test("every message is used", () => {
  const sources = readdirSync(SOURCE, { recursive: true })
    .filter((name) => /\.(svelte|ts)$/.test(name) && !name.startsWith("messages"))
    .map((name) => readFileSync(join(SOURCE, name), "utf8"))
    .join("\n");
  const messages = ["es.ts", "lists.es.ts"].map((name) => readFileSync(join(SOURCE, "messages", name), "utf8")).join("\n");
  const keys = [...messages.matchAll(/^ {2}"([^"]+)":/gm)].map(([, key]) => key);
  assert.ok(keys.length > 100);
  const built = [...sources.matchAll(/`([a-z_.]+\.)\$\{/g)].map(([, beginning]) => beginning);
  const unused = keys.filter((key) => !sources.includes(`"${key}"`) && !built.some((beginning) => key.startsWith(beginning)));
  assert.deepEqual(unused, []);
});

test("no sentence is the same in two languages", () => {
  const read = (language) =>
    new Map([...readFileSync(join(SOURCE, `messages/${language}.ts`), "utf8").matchAll(/^ {2}"([^"]+)":\s+"([^"]+)"/gm)].map(([, key, text]) => [key, text]));
  const [es, en] = [read("es"), read("en")];
  // What is left of a text without its values; a unit may be the same.
  const says = (text) => /\p{L}{4}/u.test(text.replace(/\{\w+\}/g, ""));
  const same = [...es].filter(([key, text]) => text.includes(" ") && says(text) && en.get(key) === text).map(([key]) => key);
  assert.ok(es.size > 100);
  assert.deepEqual(same, []);
});
