// Another file adds a language: the app is built with a language made for tests, which is chosen on the first screen. The
// walk then finds every text without ⟦ ⟧ that can be read or heard: it is not in a catalogue.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { CODE, NAME, speaker, withPseudo } from "../../client-sdk/web/test/pseudo.js";
import { serveApp } from "./app-server.js";
import { start } from "./chromium.js";
import { App } from "./screens.js";

const WEB = fileURLToPath(new URL("../../client-sdk/web", import.meta.url));
const TEXTS = fileURLToPath(new URL("../../shared/texts", import.meta.url));
/** A list whose words are not Spanish. */
const LIST = { name: "walk.csv", mimeType: "text/csv", buffer: Buffer.from("Name,Sex,Age\nRosa Muñoz,F,34\nLuz Ibarra,F,6\n") };
const PASSPHRASE = "correcto caballo batería";
const SECTIONS = ["identity", "papers", "arrival", "contact", "destination", "family", "needs", "stay", "health", "consent"];
/** What the people in the test typed. */
const TYPED = ["Rosa María", "Rosa", "Muñoz", "Ibarra", "Luz", "walk", "Name", "Sex", "Age", "«F»", "GOMC050312MBCNRRA3"];

let folder;
let server;
let chromium;
let say;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "puente-languages-"));
  const texts = join(folder, "texts");
  withPseudo(TEXTS, texts);
  say = speaker(texts);
  const env = { ...process.env, PUENTE_TEXTS: texts, PUENTE_APP: join(folder, "app") };
  await promisify(execFile)("npm", ["run", "--silent", "build"], { cwd: WEB, env });
  server = await serveApp(join(folder, "app"));
  const profile = join(folder, "profile");
  await mkdir(profile);
  chromium = await start(profile);
});
after(async () => {
  await chromium?.kill();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs in the page: the texts that can be read or heard, except names (`translate="no"`) and the languages' own names. */
function textsOnScreen() {
  const found = [];
  const isLeftOut = (element) => element.closest('script, style, [translate="no"]') || (element.closest("[lang]") ?? document.documentElement) !== document.documentElement;
  for (const element of document.querySelectorAll("body *")) {
    if (isLeftOut(element) || !element.checkVisibility({ visibilityProperty: true })) continue;
    for (const name of ["aria-label", "aria-description", "title", "placeholder", "alt"]) {
      if (element.hasAttribute(name)) found.push(`${name}: ${element.getAttribute(name)}`.replace(/^[a-z-]+: /, ""));
    }
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) found.push(node.data.trim());
  }
  return found;
}

/** Dates, hours, how long ago, and sizes, as the browser writes them in the language's own locale, and codes of records. */
const WRITTEN_BY_THE_BROWSER = /hace \d+ \p{L}+|\d+ de \p{L}+( de \d+)?|\d+ \p{L}{3}\b|[ap]\.\s?m\.|[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]|\b(MB|kB|byte)\b/gu;

/** What is left of a text without everything from the catalogue, dates, and what was typed. */
function leftOf(text) {
  let left = text;
  for (let before = ""; before !== left; ) [before, left] = [left, left.replace(/⟦[^⟦⟧]*⟧/g, "")];
  left = left.replace(WRITTEN_BY_THE_BROWSER, "");
  for (const typed of TYPED) left = left.replaceAll(typed, "");
  return /\p{L}/u.test(left) ? left.trim() : "";
}

describe("a language of one file", () => {
  test("is offered by its name, and every word of the app is said in it", async () => {
    const app = await App.open(chromium, server.origin);
    const strangers = new Set();
    const look = async (name) => {
      for (const text of await app.page.evaluate(textsOnScreen)) {
        const left = leftOf(text);
        if (left) strangers.add(`${name}: ${left}`);
      }
    };
    const tap = (key, values) => app.tap(say(key, values));
    const heading = (key, values) => app.heading(say(key, values));
    const shut = () => app.page.getByRole("dialog").getByRole("button", { name: say("close"), exact: true }).click();
    /** The button with this beginning; the rest of its text is data. */
    const tapOn = (key) => app.page.getByRole("button").filter({ hasText: say(key) }).first().click();
    /** Taps one of several answers by its code. */
    const choose = (code) => app.page.locator(`input[type=radio][value="${code}"]`).check();
    const label = (id) => say(`field-${id.replaceAll(".", "-")}`);

    await app.heading("Registrar a quien llega, con red o sin ella");
    await app.page.getByLabel("Idioma").selectOption({ label: NAME });
    await heading("welcome-title");
    assert.equal(await app.page.evaluate(() => document.documentElement.lang), CODE);
    await look("welcome");
    await app.screen("60-test-language-welcome");
    await tap("welcome-without_code");
    await choose("pin");
    await look("secret-pin");
    await choose("passphrase");
    await app.type(say("secret-your_passphrase"), "corta");
    await tap("secret-make");
    await look("secret");
    await app.type(say("secret-your_passphrase"), PASSPHRASE);
    await app.type(say("secret-again"), PASSPHRASE);
    await tap("secret-make");
    await heading("gate-title");
    await look("gate");

    await app.page.locator("button.arrival").click();
    await heading("arrival-title");
    await look("arrival");
    await choose("bus");
    await tap("arrival-use");

    await tap("gate-register");
    await heading("notice-title");
    await look("notice");
    await app.screen("61-test-language-notice");
    await tap("notice-read");
    await look("form-empty");
    await tap("form-save");
    await look("form-lacking");
    await tap("age-unknown");
    await look("form-age");
    await app.type(label("name.given"), "Rosa María");
    await app.type(label("name.surname1"), "Muñoz");
    await choose("female");
    await tap("age-by_date");
    await look("form-by_date");
    await tap("age-by_age");
    await app.tap("1");
    await app.tap("5");
    await choose("alone");
    await heading("minor-title-alone");
    await tap("minor-in_person").catch(() => app.page.getByRole("button", { name: say("minor-in_person") }).first().click());
    await look("minor");
    await app.screen("62-test-language-minor");
    await tap("minor-wrong_age");
    await app.tap("3");
    await app.tap("4");
    await choose("none");
    await tap("form-no_name");
    await heading("missing-title");
    await look("missing");
    await tap("done");
    await tap("form-papers");
    await app.type(label("curp"), "GOMC050312MBCNRRA3");
    await app.sees(say("papers-says"));
    await look("papers");
    await shut();
    await tap("form-save");
    await heading("saved-title");
    await look("saved");
    await app.screen("63-test-language-saved");
    await tap("saved-family");
    await tap("notice-read");
    await app.type(label("name.given"), "Luz");
    await look("form-family");
    await tap("form-papers");
    await shut();
    await tap("back");

    await tap("nav-to-find");
    await look("find");
    await app.page.getByRole("button", { name: /Rosa María/ }).click();
    await tap("person-service");
    await look("service");
    await shut();
    await tap("person-need");
    await look("need");
    await app.page.getByRole("checkbox").first().check();
    await tap("form-save");
    await tap("person-note");
    await look("note");
    await shut();
    await tap("person-card");
    await look("card");
    await shut();
    await look("person");
    await app.screen("64-test-language-person");
    for (const section of SECTIONS) {
      await tapOn(`section-of-${section}`);
      await heading(`section-of-${section}`);
      await look(section);
      await tap("back");
    }
    await tapOn("history-title");
    await heading("history-title");
    await app.sees(say("history-not_sent"));
    await look("history");
    await tapOn("history-then");
    await look("history-then");
    await shut();
    await tap("back");
    await tap("back");

    await tap("nav-to-lists");
    await look("lists-none");
    const chooser = app.page.waitForEvent("filechooser");
    await app.page.getByLabel(say("lists-bring"), { exact: true }).click();
    await (await chooser).setFiles(LIST);
    await heading("import-title");
    await app.page.locator("details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
    await look("import");
    await app.screen("65-test-language-import");
    await tap("import-take", { n: 2 });
    await app.sees(say("list-whose_none"));
    await look("list");
    await tap("list-claim");
    await look("claim");
    await shut();
    await tap("list-hand_over");
    await look("hand-over");
    await shut();
    await tap("back");
    await look("lists");

    await tap("nav-to-phone");
    await heading("phone-title");
    await look("phone");
    await tapOn("courier-title");
    await look("courier");
    await tap("back");
    await tapOn("settings-title");
    await heading("settings-title");
    await look("settings");
    await app.screen("66-test-language-settings");
    await tap("settings-lock_now");
    await heading("unlock-title");
    await look("locked");
    await app.type(say("secret-your_passphrase"), "not the key at all");
    await tap("unlock-open");
    await app.sees(say("failure-wrong_secret"));
    await look("wrong key");

    assert.deepEqual([...strangers], []);
    assert.deepEqual(app.faults, []);

    // A language that nobody has chosen is on the phone too.
    await app.page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
    await server.stop();
    server = null;
    await app.page.getByLabel(say("settings-language")).selectOption({ label: "English" });
    await app.heading("Open Puente");
    assert.deepEqual(app.complaints.filter((said) => !/404|net::ERR/.test(said)), []);
  });

  test("that cannot be had leaves the app in the one it speaks", async () => {
    const assets = join(folder, "app", "assets");
    for (const name of await readdir(assets)) if (name.startsWith("en-")) await rm(join(assets, name));
    const other = await serveApp(join(folder, "app"));
    try {
      const app = await App.open(chromium, other.origin);
      await app.page.getByLabel("Idioma").selectOption({ label: "English" });
      await app.sees("Ese idioma todavía no está en este teléfono.");
      await app.heading("Registrar a quien llega");
    } finally {
      await other.stop();
    }
  });
});
