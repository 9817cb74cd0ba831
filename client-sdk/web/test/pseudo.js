// A language for tests, made from the Spanish one: with accents on every letter, two fifths longer as translations may
// be, and within ⟦ ⟧, so that a test sees a text that is in no catalogue, or is cut off.

import { mkdirSync, copyFileSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FluentBundle, FluentResource } from "@fluent/bundle";
import { parse, serialize, TextElement, Transformer } from "@fluent/syntax";

/** The code of its file: Spanish of a private kind, by BCP 47. */
export const CODE = "es-x-test";
export const NAME = "⟦Þšéûðø⟧";
const ACCENTS = new Map(Object.entries({ a: "å", c: "ç", d: "ð", e: "é", g: "ĝ", h: "ĥ", i: "ï", j: "ĵ", k: "ķ", l: "ļ", n: "ñ", o: "ø", r: "ŕ", s: "š", t: "ţ", u: "û", w: "ŵ", y: "ý", z: "ž" }));
const LONGER = 0.4;

class Accents extends Transformer {
  letters = 0;

  visitTextElement(node) {
    this.letters += node.value.length;
    node.value = node.value.replace(/[a-z]/g, (letter) => ACCENTS.get(letter) ?? letter);
    return node;
  }
}

/** The catalogue of the test language. */
export function pseudo(spanish) {
  const resource = parse(spanish, { withSpans: false });
  for (const entry of resource.body) {
    if (entry.type !== "Message" || !entry.value) continue;
    const own = { "language-name": NAME, "language-locale": "es-MX", "language-iso639-3": "spa" }[entry.id.name];
    if (own) {
      entry.value.elements = [new TextElement(own)];
      continue;
    }
    const accents = new Accents();
    accents.genericVisit(entry.value);
    const more = "~".repeat(Math.ceil(accents.letters * LONGER)).replace(/~{5}/g, "~~~~ ");
    entry.value.elements = [new TextElement("⟦"), ...entry.value.elements, new TextElement(` ${more.trim()}⟧`)];
  }
  return serialize(resource, {});
}

/** Makes a folder with every language and this one. */
export function withPseudo(texts, folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(texts)) if (name.endsWith(".ftl")) copyFileSync(join(texts, name), join(folder, name));
  writeFileSync(join(folder, `${CODE}.ftl`), pseudo(readFileSync(join(texts, "es.ftl"), "utf8")));
}

/** Returns a function that gives a text in this language: `say("gate-title")`. */
export function speaker(folder) {
  const bundle = new FluentBundle("es-MX", { useIsolating: false });
  bundle.addResource(new FluentResource(readFileSync(join(folder, `${CODE}.ftl`), "utf8")));
  return (key, values) => bundle.formatPattern(bundle.getMessage(key).value, values);
}
