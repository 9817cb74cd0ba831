// A real server and field devices, as processes with data of their own.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const BIN = process.env.PUENTE_BIN ?? join(HERE, "../../target/debug");
const SITE = "Puente Reynosa";

/** A server's process, and its address. */
async function serve(data, address) {
  const server = spawn(join(BIN, "puente"), ["serve", "--data", data, "--listen", address], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [origin] = await once(createInterface(server.stdout), "line");
  return [server, origin];
}

/** Starts a server that was never there, as an operator does: one command. Returns its address and what it says to open. */
export async function setUpPuente() {
  const folder = await mkdtemp(join(tmpdir(), "puente-setup-"));
  const server = spawn(join(BIN, "puente"), ["setup", "--data", join(folder, "server"), "--listen", "127.0.0.1:0"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const lines = createInterface(server.stdout)[Symbol.asyncIterator]();
  const origin = (await lines.next()).value;
  let link;
  while (!link) [link] = /http\S+#enrol=\S+/.exec((await lines.next()).value) ?? [];
  return {
    origin,
    link,
    async stop() {
      await end(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function end(server) {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, "exit");
  server.kill("SIGKILL");
  await gone;
}

/** Starts a server with one crossing. */
export async function startPuente() {
  const folder = await mkdtemp(join(tmpdir(), "puente-server-"));
  const passphrase = join(folder, "passphrase");
  await writeFile(passphrase, "una frase de paso de prueba\n");
  const data = join(folder, "server");
  const ask = async (program, args) => {
    const env = { ...process.env, PUENTE_PASSPHRASE_FILE: passphrase };
    const run = promisify(execFile)(join(BIN, program), [...args, "--json"], { env });
    return JSON.parse((await run).stdout);
  };
  await ask("puente", ["init", "--data", data]);
  await ask("puente", ["site", "add", "--data", data, "--name", SITE, "--kind", "crossing"]);
  let [running, origin] = await serve(data, "127.0.0.1:0");
  const invite = async (role) => {
    const to = ["--data", data, "--site", SITE, "--role", role];
    return (await ask("puente", ["invite", ...to])).code;
  };
  return {
    origin,
    folder,
    /** Gives an account one more role at the crossing, which ends its access tokens. */
    grant: (account, role) => ask("puente", ["grant", "add", "--data", data, "--account", account, "--site", SITE, "--role", role]),
    /** Has an account sign in with a password that is good for one use. Returns it. */
    resetPassword: async (account) => (await ask("puente", ["account", "reset-password", "--data", data, account])).password,
    /** A one-time code for this role at the crossing. */
    invite,
    /** An enrolled field device: a function that runs one command and returns the object that it prints. */
    async device(name, role) {
      const store = ["--store", join(folder, name)];
      const run = ([command, ...rest]) => ask("puente-field", [command, ...store, ...rest]);
      const code = await invite(role);
      await run(["enrol", "--server", origin, "--code", code, "--name", name]);
      return (...args) => run(args);
    },
    /** Copies the server's disk. Returns a function that puts the copy back, at the same address. */
    async copy() {
      const older = join(folder, "older");
      await end(running);
      await cp(data, older, { recursive: true });
      const again = async () => {
        [running] = await serve(data, new URL(origin).host);
      };
      await again();
      return async () => {
        await end(running);
        await rm(data, { recursive: true });
        await cp(older, data, { recursive: true });
        await again();
      };
    },
    async stop() {
      await end(running);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
