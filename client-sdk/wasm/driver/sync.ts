// Carries out the effects of the sync engine, in syncs that the page or the Worker itself starts.

import { backoffMs } from "./backoff.ts";
import { fail } from "./failure.ts";
import { Broken, Exchange, Refused } from "./line.ts";
import type { Notice, StoreStatus, SyncEffect, SyncEnd, SyncPhase, SyncReport, Syncing, TrialResult } from "./messages.ts";
import { Pokes } from "./pokes.ts";
import type { Store } from "./puente_wasm.js";
import type { Trial } from "./trial.ts";

/** How long to wait after a save before a sync, in case there is another save. */
const SETTLE_MS = 1_000;
/** The first wait after a broken connection. */
const RETRY_FIRST_MS = 10_000;
const RETRY_MAX_MS = 5 * 60_000;
const IDLE: SyncPhase = { phase: "idle" };

/** What is known about a sync while it runs. */
type Run = Omit<Extract<SyncPhase, { phase: "running" }>, "phase"> & Pick<SyncEnd, "failure">;
type Finish = Omit<SyncEnd, "ended_ms">;

/** A running trial; it has a `result` once it has ended. */
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

  /** `notify` gets the notices; `failed` gets a failure of the store while no caller waits. */
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

  /** Call this when the store is enrolled: from now on it syncs by itself. */
  begin(): void {
    if (!this.#automatic) return;
    this.#pokes.begin();
    this.wanted(0);
  }

  /** Call this when there may be something to exchange: a sync starts soon if automatic syncs are on. */
  wanted(inMs = SETTLE_MS): void {
    if (!this.#automatic || !this.#pokes.isBegun) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.run().catch(this.#failed), inMs);
  }

  /** Syncs now, or waits for the sync that runs. */
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

  /** Ends everything before the store is closed. */
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
      // A revoked phone may deliver too: a bundle is signed by the device that made it.
      if (stop === "done" || stop === "revoked") await this.#deliver();
      return this.#ended({ stop, failure: failure ?? run.failure, report });
    } catch (error) {
      this.#show(IDLE);
      throw error;
    }
  }

  #ended(end: Finish): SyncEnd {
    this.#last = { ...end, ended_ms: Date.now() };
    const { stop, failure, report } = end;
    // An acknowledgement changes no record, and where a record is counts as shown too.
    if (report.segments_acknowledged > 0) this.#notify({ notice: "changed" });
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

  /** Waits for the first trial and returns the next effects. While the engine asks for nothing, a trial always runs. */
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

  /** Tries and writes the first pages of a long response while the rest arrives. Returns the effects that must wait. */
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

  /** Gives a response to the engine as it arrives. Stops reading when the engine needs no more of it. */
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

  /** Delivers the bundles that the phone carries, in no order: one bundle may need another to be delivered first. */
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

  /** Offers each bundle once. Returns whether the connection held. If it breaks here, the sync has lost nothing. */
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

/** What is known about a sync that the page stopped. */
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
