// The session of the person who has the store open at the server's interactive API (server/API.md). The Worker signs a
// proof for every request with the device's key (DPoP), so a copied token is useless. The tokens are in the memory of
// this Worker alone and end with it: the page never sees them, and nothing writes them down.

import type { Store } from "./puente_wasm.js";
import { fail } from "./failure.ts";
import { Broken, request, type ApiAnswer } from "./line.ts";
import type { Advice, Failure, FailureCode, SignedIn } from "./messages.ts";

/** Before an access token ends, by this much, the next one is fetched: a slow line must not make it too old. */
const REFRESH_EARLY_MS = 30_000;
/** How long the lock waits for the server to end the session. Without its tokens nobody can use it anyway. */
const END_WAIT_MS = 800;
const REQUEST_BYTES = 24;
/** How often one request is signed at most. */
const SIGNED_MAX = 3;

/** What the server answers to a sign-in and to a refresh. */
interface Tokens {
  access_token: string;
  expires_in: number;
  refresh_token: string;
  name: string;
}

interface Session {
  access: string;
  refresh: string;
  /** By the clock that only runs forward: the phone's own clock may jump. */
  fresh_until: number;
  /** The id of a refresh that has no answer yet. The same id gets the same answer, so a lost one costs nothing. */
  request: string | null;
}

/** Refusals that people can do something about; the others are for `Refused`. */
const REFUSALS: Record<string, [FailureCode, Advice]> = {
  login_refused: ["login_refused", "correct"],
  password_needed: ["password_needed", "correct"],
  password_refused: ["password_refused", "correct"],
  too_many_requests: ["too_many_requests", "try_later"],
  token_refused: ["signed_out", "sign_in"],
  unknown_device: ["unknown_device", "enrol"],
  forbidden: ["not_allowed", "report"],
  outdated: ["outdated", "correct"],
  not_possible: ["not_possible", "correct"],
  not_found: ["not_found", "correct"],
  busy: ["refused", "try_later"],
};

export class ServerSession {
  #store: Store;
  #session: Session | null = null;
  #nonce: string | null = null;
  #refreshing: Promise<void> | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The person as the server knows them; null when nobody is signed in. */
  async who(): Promise<SignedIn | null> {
    return this.#session ? ((await this.ask("GET", "/v1/session")) as SignedIn) : null;
  }

  async signIn(password: string): Promise<SignedIn> {
    const account = this.#store.account();
    this.#take((await this.#send("POST", "/v1/session", null, { account, password })) as Tokens);
    return (await this.ask("GET", "/v1/session")) as SignedIn;
  }

  /** Chooses a password; `password`: the one until now, if there is one. All sessions of the account end. */
  async choose(newPassword: string, password: string | null): Promise<void> {
    const account = this.#store.account();
    const body = { account, new_password: newPassword, ...(password === null ? {} : { password }) };
    await this.#send("POST", "/v1/password", null, body);
    this.#session = null;
  }

  /** Forgets the tokens at once, and tells the server. */
  async end(): Promise<void> {
    const ended = this.#session;
    this.#session = null;
    if (!ended) return;
    const told = this.#send("DELETE", "/v1/session", ended.access).catch(() => undefined);
    await Promise.race([told, new Promise((resolve) => setTimeout(resolve, END_WAIT_MS))]);
  }

  /** One request as the signed-in person. Throws the failure `signed_out` when there is no session any more. */
  async ask(method: string, path: string, body?: object): Promise<unknown> {
    await this.#fresh();
    try {
      return await this.#send(method, path, this.#token(), body);
    } catch (error) {
      if ((error as Failure).code !== "signed_out") throw error;
      // The server may have ended the token early, as after a change of grants. The session may still go on.
      await this.#refresh();
      return this.#send(method, path, this.#token(), body);
    }
  }

  #token(): string {
    if (!this.#session) throw fail("signed_out", "sign_in");
    return this.#session.access;
  }

  async #fresh(): Promise<void> {
    if (this.#session && performance.now() > this.#session.fresh_until) await this.#refresh();
  }

  /** Two refreshes at once would use one token twice, which ends the session. */
  #refresh(): Promise<void> {
    this.#refreshing ??= this.#refreshOnce().finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  async #refreshOnce(): Promise<void> {
    const session = this.#session;
    if (!session) throw fail("signed_out", "sign_in");
    session.request ??= randomId();
    const body = { refresh_token: session.refresh, request: session.request };
    try {
      const tokens = (await this.#send("POST", "/v1/session/refresh", null, body)) as Tokens;
      // Somebody may have locked or signed out meanwhile.
      if (this.#session === session) this.#take(tokens);
    } catch (error) {
      if ((error as Failure).code === "signed_out" && this.#session === session) this.#session = null;
      throw error;
    }
  }

  #take({ access_token, expires_in, refresh_token }: Tokens): void {
    this.#session = {
      access: access_token,
      refresh: refresh_token,
      fresh_until: performance.now() + expires_in * 1000 - REFRESH_EARLY_MS,
      request: null,
    };
  }

  /**
   * Sends a request with a proof. It is signed again if the server's nonce is too old, or if the proof was used: after a
   * lost answer the browser may have sent the same bytes a second time by itself.
   */
  async #send(method: string, path: string, token: string | null, body?: object): Promise<unknown> {
    for (let signed = 1; ; signed += 1) {
      const answer = await this.#sendOnce(method, path, token, body);
      if (answer.nonce) this.#nonce = answer.nonce;
      const { problem } = answer;
      if (problem === null) return answer.body;
      if ((problem === "use_nonce" || problem === "proof_refused") && signed < SIGNED_MAX) continue;
      const [code, advice] = REFUSALS[problem] ?? ["refused", "report"];
      throw { ...fail(code, advice, problem), ...(answer.retry_after_s === null ? {} : { retry_after_s: answer.retry_after_s }) };
    }
  }

  async #sendOnce(method: string, path: string, token: string | null, body?: object): Promise<ApiAnswer> {
    const [plain = path] = path.split("?");
    const url = new URL(plain, self.location.origin).href;
    const proof = this.#store.proof(method, url, this.#nonce, token, Date.now());
    const headers: Record<string, string> = { dpop: proof };
    if (token !== null) headers["authorization"] = `DPoP ${token}`;
    if (body) headers["content-type"] = "application/json";
    try {
      return await request(path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    } catch (error) {
      throw error instanceof Broken ? error.failure : error;
    }
  }
}

function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(REQUEST_BYTES));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
