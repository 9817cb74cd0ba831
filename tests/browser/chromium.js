// One Chromium process on a profile of its own, driven over its debugging port, so that a test can kill it as the
// phone's system or an empty battery would.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { watch } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--hide-scrollbars", // as on phones, where they lie over the page
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--remote-debugging-port=0",
];
const START_MS = 30_000;
const SLICE_MS = 4;

/** Starts Chromium on `profile`, a folder that outlives it, with flags in addition to the usual ones. */
export async function start(profile, flags = []) {
  // The file of an earlier, killed process would name a port on which nobody listens.
  await rm(join(profile, "DevToolsActivePort"), { force: true });
  const process_ = spawn(EXECUTABLE, [...FLAGS, ...flags, `--user-data-dir=${profile}`, "about:blank"], {
    detached: true,
    stdio: "ignore",
  });
  const gone = once(process_, "exit");
  try {
    const port = await debuggingPort(profile, gone);
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    return new Chromium(process_, gone, browser);
  } catch (error) {
    endGroup(process_);
    throw error;
  }
}

class Chromium {
  #process;
  #gone;
  #browser;
  #system = null;

  constructor(process_, gone, browser) {
    this.#process = process_;
    this.#gone = gone;
    this.#browser = browser;
  }

  /** A new tab; all tabs share the profile's storage. */
  async page() {
    return this.#browser.contexts()[0].newPage();
  }

  /** CPU time of all processes of the browser so far, in ms: the same on a busy machine as on a quiet one. */
  async cpuMs() {
    this.#system ??= await this.#browser.newBrowserCDPSession();
    const { processInfo } = await this.#system.send("SystemInfo.getProcessInfo");
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
  }

  /**
   * Lets the whole browser run for one part of the time in `times`. Returns a function that ends this. The browser's
   * own slow-down affects only the page's thread, and the slow work here is done in a Worker.
   */
  slowDown(times) {
    const run = () => signalGroup(this.#process, "SIGCONT");
    const stop = () => signalGroup(this.#process, "SIGSTOP");
    const begun = performance.now();
    let [ran, last, runs] = [0, begun, true];
    const turn = setInterval(() => {
      const now = performance.now();
      if (runs) ran += now - last;
      last = now;
      // Timers are late: if the browser ran too long, it is stopped for longer.
      runs = ran * times < now - begun;
      if (runs) run();
      else stop();
    }, SLICE_MS);
    return () => {
      clearInterval(turn);
      run();
    };
  }

  /** Sends SIGKILL to the browser and everything it started; returns when they are gone. */
  async kill() {
    endGroup(this.#process);
    await this.#gone;
    await this.#browser.close().catch(() => {});
  }
}

function endGroup(process_) {
  signalGroup(process_, "SIGKILL");
}

function signalGroup(process_, signal) {
  try {
    process.kill(-process_.pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

/** The port that the system gave to Chromium, which writes it to a file in its profile. */
async function debuggingPort(profile, gone) {
  const stop = new AbortController();
  const deadline = setTimeout(() => stop.abort(), START_MS);
  const ended = gone.then(() => {
    throw new Error("Chromium ended before it could be driven");
  });
  const written = (async () => {
    const watcher = watch(profile, { signal: stop.signal });
    const failed = once(watcher, "error");
    failed.catch(() => {});
    for (;;) {
      const change = once(watcher, "change");
      const text = await readFile(join(profile, "DevToolsActivePort"), "utf8").catch(() => "");
      const [port, path] = text.split("\n");
      if (path) return port;
      await change;
    }
  })();
  try {
    return await Promise.race([written, ended]);
  } finally {
    clearTimeout(deadline);
    stop.abort();
  }
}
