// The app in a tab, used as a person does: by the texts on the screen.

import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
export const SHOTS = join(HERE, "../../target/screenshots");
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const PHONE = { width: 360, height: 740 };
/** The screen of a phone of 360 pixels at 200 %. */
const HALF = { width: 180, height: 370 };
const DESK = { width: 1280, height: 800 };
/** Least size of what a thumb must hit: WCAG 2.2 asks for 24 pixels, this project for 44. */
const TARGET_PX = 44;
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export class App {
  #axe;
  /** Taps and choices since `countAnew`; typing a text counts as one. */
  interactions = 0;
  /** What axe and the ruler found on the screens so far. */
  faults = [];
  /** Complaints of the page: something its policy forbids, an error that nobody caught. */
  complaints = [];

  constructor(page) {
    this.page = page;
    page.setDefaultTimeout(20_000);
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(message.text());
    });
  }

  static async open(chromium, url) {
    const app = new App(await chromium.page());
    await app.page.setViewportSize(PHONE);
    await app.page.goto(url);
    return app;
  }

  countAnew() {
    this.interactions = 0;
  }

  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }

  async tap(name) {
    this.interactions += 1;
    await this.button(name).click();
  }

  /** Goes to a part of the app by its bar: screens may have a button of the same name. */
  async goTo(part) {
    this.interactions += 1;
    await this.page.getByRole("navigation").getByRole("button", { name: part, exact: true }).click();
  }

  /** Taps one of several answers. */
  async choose(name, { group } = {}) {
    this.interactions += 1;
    const within = group ? this.page.getByRole("group", { name: group }) : this.page;
    await within.getByRole("radio", { name, exact: true }).check();
  }

  async tick(name) {
    this.interactions += 1;
    await this.page.getByRole("checkbox", { name, exact: true }).check();
  }

  async type(label, text) {
    await this.page.getByLabel(label, { exact: true }).fill(text);
  }

  /** Waits until the screen shows this text. */
  async sees(text) {
    await this.page.getByText(text).filter({ visible: true }).first().waitFor();
  }

  /** Waits for a screen or a sheet with this heading. */
  async heading(name) {
    await this.page.getByRole("heading", { name }).first().waitFor();
  }

  /** Checks a screen in both themes; the dark one must hold to the same rules. */
  async screenInBothThemes(name) {
    await this.screen(name);
    await this.page.evaluate(() => (document.documentElement.dataset.theme = "dark"));
    await this.screen(`${name}-dark`);
    await this.page.evaluate(() => (document.documentElement.dataset.theme = "light"));
  }

  /** Checks a screen: takes pictures in two sizes, and runs axe and the ruler on each. */
  async screen(name) {
    await mkdir(SHOTS, { recursive: true });
    // Chromium does not draw a tab behind another.
    await this.page.bringToFront();
    for (const [kind, size] of [["phone", PHONE], ["desk", DESK]]) {
      await this.page.setViewportSize(size);
      await this.page.evaluate(settled);
      await this.page.screenshot({ path: join(SHOTS, `${name}-${kind}.png`) });
      await this.#unroll(size);
      await this.#judge(`${name} (${kind})`);
    }
    await this.#enlarge(name);
    await this.page.setViewportSize(PHONE);
  }

  /** Shows the whole screen at once: a bar that covers half of a button does not make it a small target. */
  async #unroll(size) {
    const height = await this.page.evaluate(() => document.documentElement.scrollHeight);
    await this.page.setViewportSize({ ...size, height: Math.max(size.height, height) });
  }

  /** WCAG 1.4.4: with text twice as large, nothing is cut off. */
  async #enlarge(name) {
    for (const [how, size, text] of [["zoomed", HALF, ""], ["large text", PHONE, "200%"]]) {
      await this.page.setViewportSize(size);
      const wide = await this.page.evaluate((text) => {
        document.documentElement.style.fontSize = text;
        const wide = document.documentElement.scrollWidth - innerWidth;
        document.documentElement.style.fontSize = "";
        return wide;
      }, text);
      if (wide > 0) this.faults.push(`${name} (${how}): ${wide} px too wide`);
    }
  }

  async #judge(where) {
    this.#axe ??= await readFile(AXE, "utf8");
    const found = await this.page.evaluate(`${this.#axe};axe.run(document, { runOnly: ${JSON.stringify(RULES)} })`);
    for (const { id, nodes } of found.violations) {
      this.faults.push(`${where}: ${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
    }
    for (const node of found.incomplete.flatMap(unseen)) this.faults.push(`${where}: cannot be seen: ${node.html.slice(0, 160)}`);
    for (const small of await this.page.evaluate(smallTargets, TARGET_PX)) {
      this.faults.push(`${where}: smaller than ${TARGET_PX} px: ${small}`);
    }
    const wide = await this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) this.faults.push(`${where}: ${wide} px too wide`);
  }
}

/** Texts in the colour of what is behind them: axe takes them to be hidden on purpose, and says so only here. */
function unseen({ id, nodes }) {
  return id === "color-contrast" ? nodes.filter(({ any }) => any.some(({ data }) => data?.messageKey === "equalRatio")) : [];
}

/** Runs in the page: returns when nothing moves any more, except endless animations. */
function settled() {
  const ends = document.getAnimations().filter((one) => one.effect.getTiming().iterations !== Infinity);
  return Promise.allSettled(ends.map((one) => one.finished)).then(() => null);
}

/** Runs in the page: the targets that are too small for a thumb, without links inside a text. */
function smallTargets(least) {
  const found = [];
  for (const element of document.querySelectorAll("button, select, input, textarea, [role=switch], a.button")) {
    const target = element.closest("label") ?? element;
    const { width, height } = target.getBoundingClientRect();
    const hidden = width === 0 || getComputedStyle(element).visibility === "hidden";
    if (!hidden && Math.min(width, height) < least - 0.5) {
      found.push(`${target.outerHTML.slice(0, 120)} ${Math.round(width)}×${Math.round(height)}`);
    }
  }
  return found;
}
