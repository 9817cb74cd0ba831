// The connection to the server: only to the origin from which the app came.

import { refused } from "./puente_wasm.js";
import { asFailure, fail } from "./failure.ts";
import type { Failure, FailureCode } from "./messages.ts";

/** Silence after which a connection counts as broken: a busy server may need it for a large push, and 2G for the upload. */
const SILENCE_MS = 60_000;

/** The server refused the request as a whole. */
export class Refused {
  /** The code of its problem. */
  readonly problem: string;
  readonly failure: Failure | null = null;

  constructor(problem: string) {
    this.problem = problem;
    try {
      refused(problem);
    } catch (error) {
      this.failure = asFailure(error);
    }
  }
}

/** There is no connection, or it broke, or something other than a Puente server answered. */
export class Broken {
  readonly failure: Failure;

  constructor(code: FailureCode, reason?: string) {
    this.failure = fail(code, "try_later", reason);
  }
}

/** One request and its response; `stop` ends both. */
export class Exchange {
  #abort = new AbortController();
  #response: Response | null = null;

  /** Ends the exchange; a caller that waits for it gets a `Broken`. */
  stop(): void {
    this.#abort.abort();
  }

  /** `POST path`; throws a `Refused` or a `Broken`. */
  post(path: string, body: Uint8Array<ArrayBuffer>): Promise<void> {
    const headers = { "content-type": "application/octet-stream" };
    return this.#request(path, { method: "POST", headers, body });
  }

  /** `GET /v1/events` with a fresh credential. */
  events(credential: Uint8Array): Promise<void> {
    const base64 = btoa(String.fromCharCode(...credential));
    const proof = base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    const headers = { authorization: `Puente-Device ${proof}`, accept: "text/event-stream" };
    return this.#request("/v1/events", { headers });
  }

  /** The whole response. */
  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for await (const part of this.chunks()) parts.push(part);
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  }

  /** The response as it arrives. If the caller leaves the loop, the rest is not fetched. */
  async *chunks(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    const reader = this.#response?.body?.getReader();
    if (!reader) return;
    try {
      for (;;) {
        const { done, value } = await this.#within(reader.read());
        if (done) return;
        yield value;
      }
    } finally {
      reader.cancel().catch(() => {});
    }
  }

  /** A request of the interactive API, with its whole answer. Throws a `Broken` if no Puente server answers. */
  async api(path: string, options: RequestInit): Promise<ApiAnswer> {
    const response = await this.#fetch(path, options);
    const nonce = response.headers.get("dpop-nonce");
    const retry = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
    const answer = { nonce, problem: null, retry_after_s: Number.isNaN(retry) ? null : retry, body: null };
    if (response.status === 204) return answer;
    const type = typeOf(response);
    const isJson = (response.status === 200 && type === "application/json") || type === "application/problem+json";
    if (!isJson) throw new Broken("not_puente", `HTTP ${response.status}`);
    const body = await this.#within(response.json());
    return response.status === 200 ? { ...answer, body } : { ...answer, problem: String(body.code) };
  }

  async #request(path: string, options: RequestInit): Promise<void> {
    const response = await this.#fetch(path, options);
    await check(response);
    this.#response = response;
  }

  #fetch(path: string, options: RequestInit): Promise<Response> {
    // A Puente server never redirects, and nothing is cached. A portal that redirects would get the device's signed body.
    return this.#within(
      fetch(new URL(path, self.location.origin), {
        ...options,
        cache: "no-store",
        credentials: "omit",
        redirect: "error",
        signal: this.#abort.signal,
      }),
    );
  }

  /** Ends the exchange if it falls silent. */
  async #within<T>(promise: Promise<T>): Promise<T> {
    const deadline = setTimeout(() => this.#abort.abort(), SILENCE_MS);
    try {
      return await promise;
    } catch {
      throw new Broken("unreachable");
    } finally {
      clearTimeout(deadline);
    }
  }
}

/** The answer of the interactive API to a request. */
export interface ApiAnswer {
  /** What the next proof must contain. */
  nonce: string | null;
  /** The code of the problem if it was refused. */
  problem: string | null;
  /** When to come back, if the server says so. */
  retry_after_s: number | null;
  /** Null for an empty answer. */
  body: unknown;
}

/** One request of the interactive API. */
export function request(path: string, options: RequestInit): Promise<ApiAnswer> {
  return new Exchange().api(path, options);
}

function typeOf(response: Response): string {
  const [type = ""] = (response.headers.get("content-type") ?? "").toLowerCase().split(/\s*;/);
  return type;
}

/** Lets through only a response that a Puente server gives when a request succeeds. */
async function check(response: Response): Promise<void> {
  const type = typeOf(response);
  if (response.status === 200 && type !== "text/html") return;
  const isProblem = type === "application/problem+json";
  const problem: { code?: unknown } | null = isProblem ? await response.json().catch(() => null) : null;
  if (problem?.code) throw new Refused(String(problem.code));
  // A proxy on the way gives some of these statuses with a body of its own.
  const proxied: Record<number, string> = { 408: "timed_out", 413: "too_large", 429: "busy", 503: "busy" };
  const said = proxied[response.status];
  if (said) throw new Refused(said);
  throw new Broken("not_puente", `HTTP ${response.status}`);
}
