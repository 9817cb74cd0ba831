// Carries out what the sync engine asks for, when asked and by itself.

import { backoffMs } from "./backoff.ts";
import { fail } from "./failure.ts";
import { Broken, Exchange, Refused } from "./line.ts";
import type { Notice, StoreStatus, SyncEffect, SyncEnd, SyncPhase, SyncReport, Syncing, TrialResult } from "./messages.ts";
import { Pokes } from "./pokes.ts";
import type { Store } from "./puente_wasm.js";
import type { Trial } from "./trial.ts";

/** How long a save waits for the next one before it is sent. */
const SETTLE_MS = 1_000;
/** The first wait after a line that broke. */
const RETRY_FIRST_MS = 10_000;
const RETRY_MAX_MS = 5 * 60_000;
const IDLE: SyncPhase = { phase: "idle" };

/** What is known of a sync while it runs. */
type Run = Omit<Extract<SyncPhase, { phase: "running" }>, "phase"> & Pick<SyncEnd, "failure">;
type Finish = Omit<SyncEnd, "ended_ms">;

/** A page on trial; `result` once it is there. */
interface RunningTrial {
  page: number;
  result: TrialResult | null;
  trial: Promise<TrialResult>;
}

export class Sync {
  #store: Store;
  #trial: Trial;
  #notify: (notice: Notice) => void;
  #failed: (error: unknown) => void;
  #now = IDLE;
  #automatic = true;
  #last: SyncEnd | null = null;
  #running: Promise<SyncEnd> | null = null;
  #again = false;
  #stopped = false;
  #exchange: Exchange | null = null;
  #wake: (() => void) | null = null;
  #timer: number | undefined;
  #failures = 0;
  #pokes: Pokes;

  /** `notify`: where notices go; `failed`: who hears of a store that fails while nobody waits. */
  constructor(store: Store, trial: Trial, notify: (notice: Notice) => void, failed: (error: unknown) => void) {
    this.#store = store;
    this.#trial = trial;
    this.#notify = notify;
    this.#failed = failed;
    this.#pokes = new Pokes(store, () => this.wanted(0));
    addEventListener("online", () => this.wanted(0));
  }

  state(): Syncing {
    return { now: this.#now, automatic: this.#automatic, last: this.#last };
  }

  setAutomatic(automatic: boolean): void {
    this.#automatic = automatic;
    if (automatic) this.begin();
    else {
      clearTimeout(this.#timer);
      this.#pokes.end();
      if (!this.#running) this.#show(IDLE);
    }
  }

  /** The store is enrolled: from now on it syncs by itself. */
  begin(): void {
    if (!this.#automatic) return;
    this.#pokes.begin();
    this.wanted(0);
  }

  /** Something may have to be exchanged: soon, if it is done by itself. */
  wanted(inMs = SETTLE_MS): void {
    if (!this.#automatic || !this.#pokes.isBegun) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.run().catch(this.#failed), inMs);
  }

  /** Syncs now, or joins the sync that runs. */
  run(): Promise<SyncEnd> {
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Ends a sync in progress. What arrived stays. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#exchange?.stop();
    this.#wake?.();
    await this.#running?.catch(() => {});
  }

  /** Ends everything: the store is about to be closed. */
  async end(): Promise<void> {
    this.setAutomatic(false);
    await this.stop();
  }

  async #run(): Promise<SyncEnd> {
    clearTimeout(this.#timer);
    this.#stopped = false;
    this.#again = false;
    const run: Run = { round_trips: 0, bytes_up: 0, bytes_down: 0, rows_left: 0, failure: null };
    try {
      const { stop, failure, report } = await this.#carryOut(run);
      // Whoever made a bundle signed it: it may be carried by a phone that was revoked.
      if (stop === "done" || stop === "revoked") await this.#deliver();
      return this.#ended({ stop, failure: failure ?? run.failure, report });
    } catch (error) {
      this.#show(IDLE);
      throw error;
    }
  }

  #ended(end: Finish): SyncEnd {
    this.#last = { ...end, ended_ms: Date.now() };
    const { stop, failure } = end;
    if (stop === "done") this.#failures = 0;
    const mayHelp = stop === "line_broke" || failure?.advice === "try_later";
    this.#now = IDLE;
    if (this.#automatic && mayHelp) {
      this.#failures += 1;
      const wait = backoffMs(this.#failures, RETRY_FIRST_MS, RETRY_MAX_MS);
      this.#now = { phase: "waiting", until_ms: Date.now() + wait };
      this.#timer = setTimeout(() => this.run().catch(this.#failed), wait);
    } else if (this.#again && stop === "done") {
      this.#timer = setTimeout(() => this.run().catch(this.#failed), SETTLE_MS);
    }
    this.#show(this.#now);
    return this.#last;
  }

  async #carryOut(run: Run): Promise<Finish> {
    const todo = this.#store.syncRequested(Date.now());
    const trials: RunningTrial[] = [];
    this.#showRun(run);
    for (;;) {
      if (this.#stopped) return { stop: "stopped", failure: null, report: told(run) };
      const effect = todo.shift();
      if (!effect) {
        todo.push(...(await this.#awaited(trials)));
        continue;
      }
      switch (effect.effect) {
        case "send_exchange":
          todo.push(...(await this.#exchangeOnce(effect.body, run, trials)));
          break;
        case "pause":
          this.#show({ phase: "waiting", until_ms: Date.now() + effect.for_ms });
          await this.#pause(effect.for_ms);
          if (!this.#stopped) todo.push(...this.#store.pauseEnded(Date.now()));
          break;
        case "try_page":
          trials.push(this.#try(effect));
          break;
        case "take_in":
          todo.push(...this.#store.takeIn(Date.now()));
          break;
        case "show_progress":
          run.rows_left = effect.rows_left;
          this.#showRun(run);
          break;
        case "finish":
          return effect;
      }
    }
  }

  #try({ page, batch }: Extract<SyncEffect, { effect: "try_page" }>): RunningTrial {
    const tried: RunningTrial = { page, result: null, trial: this.#trial.run(batch) };
    tried.trial.then((result) => {
      tried.result = result;
    });
    return tried;
  }

  /** What is to be done after the first trial. The engine always has one running while it asks for nothing. */
  async #awaited(trials: RunningTrial[]): Promise<SyncEffect[]> {
    const first = trials.shift();
    if (!first) throw fail("defect", "report", "the engine asks for nothing");
    return this.#tried(first, await first.trial);
  }

  #tried({ page }: RunningTrial, { outcomes }: TrialResult): SyncEffect[] {
    const effects = this.#store.pageTried(page, outcomes, Date.now());
    this.#notify({ notice: "changed" });
    return effects;
  }

  /** Of a long answer, what came first is tried and written while the rest arrives. Answers what is not for now. */
  #meanwhile(effects: SyncEffect[], trials: RunningTrial[]): SyncEffect[] {
    const todo = effects.filter(({ effect }) => effect !== "show_progress");
    for (;;) {
      const [next] = todo;
      const [first] = trials;
      if (next?.effect === "try_page") {
        todo.shift();
        trials.push(this.#try(next));
      } else if (next?.effect === "take_in") todo.splice(0, 1, ...this.#store.takeIn(Date.now()));
      else if (!next && first?.result) {
        trials.shift();
        todo.push(...this.#tried(first, first.result));
      } else return todo;
    }
  }

  /** Hands an answer over as it comes. Where the engine has heard enough, the rest is not read. */
  async #exchangeOnce(body: Uint8Array<ArrayBuffer>, run: Run, trials: RunningTrial[]): Promise<SyncEffect[]> {
    run.round_trips += 1;
    run.bytes_up += body.length;
    this.#showRun(run);
    this.#exchange = new Exchange();
    try {
      await this.#exchange.post("/v1/sync", body);
      for await (const chunk of this.#exchange.chunks()) {
        run.bytes_down += chunk.length;
        const effects = this.#store.bytesArrived(chunk, Date.now());
        for (const effect of effects) if (effect.effect === "show_progress") run.rows_left = effect.rows_left;
        this.#showRun(run);
        const others = this.#meanwhile(effects, trials);
        if (others.length > 0) return others;
      }
      run.failure = null;
      return this.#store.replyEnded(Date.now());
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Broken)) throw error;
      run.failure = error.failure;
      return error instanceof Refused
        ? this.#store.replyRefused(error.problem, Date.now())
        : this.#store.lineBroke(Date.now());
    } finally {
      this.#exchange = null;
    }
  }

  /** Hands over what colleagues gave to carry, in no order: one bundle may wait for another. */
  async #deliver(): Promise<void> {
    const delivered = (): number => {
      const [status] = this.#store.call("status", "{}", null, Date.now());
      return (JSON.parse(status) as StoreStatus).carried.delivered;
    };
    if (!this.#store.nextCarried()) return;
    for (let before = -1; before < delivered() && !this.#stopped; ) {
      before = delivered();
      if (!(await this.#deliverEach())) return;
    }
  }

  /** Offers each bundle once; answers whether the line held. A line that breaks here has cost nothing of ours. */
  async #deliverEach(): Promise<boolean> {
    for (let next = this.#store.nextCarried(); next && !this.#stopped; ) {
      const [name, bundle] = next;
      this.#exchange = new Exchange();
      try {
        await this.#exchange.post("/v1/bundles", bundle);
        this.#store.delivered(name, await this.#exchange.bytes());
      } catch (error) {
        if (error instanceof Broken) return false;
        if (!(error instanceof Refused)) throw error;
        this.#store.deliveryRefused(name, error.problem);
      } finally {
        this.#exchange = null;
      }
      next = this.#store.nextCarried(name);
    }
    return true;
  }

  #pause(forMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, forMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #showRun({ round_trips, bytes_up, bytes_down, rows_left }: Run): void {
    this.#show({ phase: "running", round_trips, bytes_up, bytes_down, rows_left });
  }

  #show(now: SyncPhase): void {
    this.#now = now;
    this.#notify({ notice: "sync", sync: this.state() });
  }
}

/** What is known of a sync that somebody ended. */
function told({ round_trips, bytes_up, bytes_down }: Run): SyncReport {
  return {
    round_trips,
    bytes_up,
    bytes_down,
    segments_acknowledged: 0,
    changes_sealed: 0,
    changes_acknowledged: 0,
    documents_received: 0,
    changes_received: 0,
    quarantined: 0,
    pending: 0,
    written_again: 0,
    purged: 0,
    unusable: 0,
  };
}
