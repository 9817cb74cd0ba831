// What the server keeps for the signed-in person. The Worker holds the tokens; this is only what screens show, and it is
// forgotten with the lock.

import type { Failure, QuarantinedChange, ServerConflicts, ServerSetup, SignedIn } from "puente-sdk/client.js";
import { call, failureOf, whenLocked } from "../app/session.svelte";

interface AtServer {
  /** `asking` until the server has answered once. */
  at: "asking" | "out" | "in";
  who: SignedIn | null;
  /** Null for whoever may not decide about quarantine, or before it came. */
  changes: QuarantinedChange[] | null;
  conflicts: ServerConflicts["records"] | null;
  hasMoreConflicts: boolean;
  /** Null for whoever is no administrator. */
  setup: ServerSetup | null;
  /** How many phones have not confirmed that they let go of what they were told to; null for whoever manages none. */
  unconfirmed: number | null;
  /** Why the last look failed. */
  failure: Failure | null;
}

const NOTHING: AtServer = { at: "asking", who: null, changes: null, conflicts: null, hasMoreConflicts: false, setup: null, unconfirmed: null, failure: null };
let now = $state<AtServer>({ ...NOTHING });
whenLocked(() => (now = { ...NOTHING }));

export function atServer(): AtServer {
  return now;
}

/** Asks the server for what this person may see there. */
export async function lookAtServer(): Promise<void> {
  await trying(async () => take(await call("signed_in")));
}

export async function signIn(password: string): Promise<void> {
  await take(await call("sign_in", { password }));
}

/** Chooses a password, and signs in with it. */
export async function choosePassword(new_password: string, password: string | null): Promise<void> {
  await call("choose_password", { new_password, password });
  await signIn(new_password);
}

export async function signOut(): Promise<void> {
  now = { ...NOTHING, at: "out" };
  await call("sign_out");
}

export async function moreConflicts(): Promise<void> {
  const after = now.conflicts?.at(-1)?.record;
  if (after === undefined) return;
  await trying(async () => {
    const page = await call("server_conflicts", { after });
    now.conflicts = [...(now.conflicts ?? []), ...page.records];
    now.hasMoreConflicts = page.after !== null;
  });
}

/** A decision about one change: it leaves the list. Throws what was wrong, for the screen that asked. */
export async function decide(number: number, work: Promise<unknown>): Promise<void> {
  try {
    await work;
    now.changes = now.changes?.filter((change) => change.number !== number) ?? null;
  } catch (error) {
    leaveIfOut(failureOf(error));
    throw error;
  }
}

async function take(who: SignedIn | null): Promise<void> {
  if (!who) {
    now = { ...NOTHING, at: "out" };
    return;
  }
  const keepsQuarantine = who.duties.includes("quarantine");
  const decides = who.grants.some(({ role }) => role === "shelter-admin");
  const administers = who.grants.some(({ role }) => role === "administrator");
  const [quarantine, page, setup, phones] = await Promise.all([
    keepsQuarantine ? call("quarantine") : null,
    decides ? call("server_conflicts", {}) : null,
    administers ? call("server_setup") : null,
    administers || decides ? call("team_devices") : null,
  ]);
  now = {
    at: "in",
    who,
    changes: quarantine?.changes ?? null,
    conflicts: page?.records ?? null,
    hasMoreConflicts: (page?.after ?? null) !== null,
    setup,
    unconfirmed: phones && phones.devices.filter(({ unconfirmed }) => unconfirmed !== null).length,
    failure: null,
  };
}

/** The steps of setting a server up, and which of them are done. */
export function setupSteps({ sites, people, recovery_key, backed_up_ms }: ServerSetup) {
  return { site: sites > 0, people: people > 0, key: recovery_key !== null, backup: backed_up_ms !== null };
}

export async function setRecoveryKey(key: string): Promise<void> {
  now.setup = await call("set_recovery_key", { key });
}

async function trying(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const failure = failureOf(error);
    now.failure = failure;
    leaveIfOut(failure);
  }
}

export function leaveIfOut({ advice }: Failure): void {
  if (advice === "sign_in") now = { ...NOTHING, at: "out" };
}
