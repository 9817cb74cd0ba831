// Phones with the app as `puente serve` serves it; each is a browser with a profile and a connection of its own.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { start } from "./chromium.js";
import { firstUseWithCode } from "./first-use.js";
import { App } from "./screens.js";
import { serve } from "./static-server.js";

export class Phone {
  #profile;
  #chromium;
  #server;

  /** A new phone, enrolled at the server in somebody's name. */
  static async join(puente, role, name) {
    const phone = new Phone();
    phone.#server = await serve(puente.origin, { app: true });
    phone.#profile = await mkdtemp(join(tmpdir(), "puente-phone-"));
    phone.#chromium = await start(phone.#profile);
    phone.app = await App.open(phone.#chromium, phone.#server.origin);
    await firstUseWithCode(phone.app, await puente.invite(role), name);
    return phone;
  }

  /** The connection, which a test can cut and mend. */
  get line() {
    return this.#server.line;
  }

  /** Chooses a file where a button asks for one. */
  async give(button, files) {
    const chooser = this.app.page.waitForEvent("filechooser");
    await this.app.page.getByLabel(button, { exact: true }).click();
    await (await chooser).setFiles(files);
  }

  /** The file that a tap on this button downloads, as `setFiles` takes it. */
  async takes(button) {
    const downloads = this.app.page.waitForEvent("download");
    await this.app.tap(button);
    const download = await downloads;
    const parts = [];
    for await (const part of await download.createReadStream()) parts.push(part);
    return { name: download.suggestedFilename(), mimeType: "application/octet-stream", buffer: Buffer.concat(parts) };
  }

  /** Goes back until one of the main places can be chosen, and chooses it. */
  async to(place, back = "Regresar") {
    const { app } = this;
    while (!(await app.button(place).isVisible())) {
      await app.tap(back);
      // The app goes back through the browser's history, which takes a moment.
      await app.button(place).or(app.button(back)).first().waitFor();
    }
    await app.tap(place);
  }

  /** Syncs by hand and checks that nothing waits. */
  async sync() {
    await this.to("Teléfono");
    await this.app.tap("Enviar ahora");
    await this.app.page.getByRole("heading", { name: "Todo está en el servidor" }).waitFor();
  }

  async end() {
    await this.#chromium.kill();
    await this.#server.stop();
    await rm(this.#profile, { recursive: true, force: true });
  }
}
