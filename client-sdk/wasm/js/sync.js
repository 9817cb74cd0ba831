// Carries out what the sync engine asks for, when asked and by itself.

import { asFailure } from "./failure.js";
import { Broken, Exchange, Refused } from "./line.js";
import { Pokes } from "./pokes.js";

/** How long a save waits for the next one before it is sent. */
const SETTLE_MS = 1_000;
/** The first wait after a line that broke; doubled with each. */
const RETRY_FIRST_MS = 10_000;
const RETRY_MAX_MS = 5 * 60_000;
const IDLE = { phase: "idle" };

export class Sync {
  #store;
  #trial;
  #notify;
  #failed;
  #now = IDLE;
  #automatic = true;
  #last = null;
  #running = null;
  #again = false;
  #stopped = false;
  #exchange = null;
  #wake = null;
  #timer = null;
  #failures = 0;
  #pokes;

  /** `notify`: where notices go; `failed`: who hears of a store that fails while nobody waits. */
  constructor(store, trial, notify, failed) {
    this.#store = store;
    this.#trial = trial;
    this.#notify = notify;
    this.#failed = failed;
    this.#pokes = new Pokes(store, () => this.wanted(0));
    addEventListener("online", () => this.wanted(0));
  }

  /** `Sync` of messages.d.ts. */
  state() {
    return { now: this.#now, automatic: this.#automatic, last: this.#last };
  }

  setAutomatic(automatic) {
    this.#automatic = automatic;
    if (automatic) this.begin();
    else {
      clearTimeout(this.#timer);
      this.#pokes.end();
      if (!this.#running) this.#show(IDLE);
    }
  }

  /** The store is enrolled: from now on it syncs by itself. */
  begin() {
    if (!this.#automatic) return;
    this.#pokes.begin();
    this.wanted(0);
  }

  /** Something may have to be exchanged: soon, if it is done by itself. */
  wanted(inMs = SETTLE_MS) {
    if (!this.#automatic || !this.#pokes.isBegun) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.run().catch(this.#failed), inMs);
  }

  /** Syncs now, or joins the sync that runs; answers a `SyncEnd`. */
  run() {
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Ends a sync in progress. What arrived stays. */
  async stop() {
    this.#stopped = true;
    this.#exchange?.stop();
    this.#wake?.();
    await this.#running?.catch(() => {});
  }

  /** Ends everything: the store is about to be closed. */
  async end() {
    this.setAutomatic(false);
    await this.stop();
  }

  async #run() {
    clearTimeout(this.#timer);
    this.#stopped = false;
    this.#again = false;
    const run = { round_trips: 0, bytes_up: 0, bytes_down: 0, rows_left: 0, failure: null };
    try {
      const { stop, failure, report } = await this.#carryOut(run);
      // Whoever made a bundle signed it: it may be carried by a phone that was revoked.
      if (stop === "done" || stop === "revoked") await this.#deliver();
      // The engine's is an `Error`, which loses what it says on its way to the page.
      return this.#ended({ stop, failure: failure ? asFailure(failure) : run.failure, report });
    } catch (error) {
      this.#show(IDLE);
      throw error;
    }
  }

  #ended(end) {
    this.#last = { ...end, ended_ms: Date.now() };
    const { stop, failure } = end;
    if (stop === "done") this.#failures = 0;
    const mayHelp = stop === "line_broke" || failure?.advice === "try_later";
    this.#now = IDLE;
    if (this.#automatic && mayHelp) {
      const wait = Math.min(RETRY_FIRST_MS * 2 ** this.#failures, RETRY_MAX_MS);
      this.#failures += 1;
      this.#now = { phase: "waiting", until_ms: Date.now() + wait };
      this.#timer = setTimeout(() => this.run().catch(this.#failed), wait);
    } else if (this.#again && stop === "done") {
      this.#timer = setTimeout(() => this.run().catch(this.#failed), SETTLE_MS);
    }
    this.#show(this.#now);
    return this.#last;
  }

  async #carryOut(run) {
    const todo = [...this.#store.syncRequested(Date.now())];
    const trials = [];
    this.#showRun(run);
    for (;;) {
      if (this.#stopped) return { stop: "stopped", failure: null, report: told(run) };
      const effect = todo.shift() ?? trials.shift();
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
        case "tried":
          todo.push(...this.#tried(effect, await effect.trial));
          break;
        case "take_in":
          todo.push(...this.#store.takeIn(Date.now()));
          break;
        case "show_progress":
          run.rows_left = effect.rows_left;
          this.#showRun(run);
          break;
        default: // "finish"
          return effect;
      }
    }
  }

  #try({ page, batch }) {
    const tried = { effect: "tried", page, result: null, trial: this.#trial.run(batch) };
    tried.trial.then((result) => {
      tried.result = result;
    });
    return tried;
  }

  #tried({ page }, { outcomes }) {
    const effects = this.#store.pageTried(page, outcomes, Date.now());
    this.#notify({ notice: "changed" });
    return effects;
  }

  /** Of a long answer, what came first is tried and written while the rest arrives. Answers what is not for now. */
  #meanwhile(effects, trials) {
    const todo = effects.filter(({ effect }) => effect !== "show_progress");
    for (;;) {
      const [next] = todo;
      if (next?.effect === "try_page") trials.push(this.#try(todo.shift()));
      else if (next?.effect === "take_in") todo.splice(0, 1, ...this.#store.takeIn(Date.now()));
      else if (!next && trials[0]?.result) {
        const tried = trials.shift();
        todo.push(...this.#tried(tried, tried.result));
      } else return todo;
    }
  }

  /** Hands an answer over as it comes. Where the engine has heard enough, the rest is not read. */
  async #exchangeOnce(body, run, trials) {
    run.round_trips += 1;
    run.bytes_up += body.length;
    this.#showRun(run);
    this.#exchange = new Exchange();
    try {
      await this.#exchange.post("/v1/sync", body);
      for await (const chunk of this.#exchange.chunks()) {
        run.bytes_down += chunk.length;
        const effects = this.#store.bytesArrived(chunk, Date.now());
        const progress = effects.findLast(({ effect }) => effect === "show_progress");
        run.rows_left = progress ? progress.rows_left : run.rows_left;
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
  async #deliver() {
    const delivered = () => JSON.parse(this.#store.call(JSON.stringify({ status: {} }), Date.now())).carried.delivered;
    if (!this.#store.nextCarried()) return;
    for (let before = -1; before < delivered() && !this.#stopped; ) {
      before = delivered();
      if (!(await this.#deliverEach())) return;
    }
  }

  /** Offers each bundle once; answers whether the line held. A line that breaks here has cost nothing of ours. */
  async #deliverEach() {
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

  #pause(forMs) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, forMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #showRun({ round_trips, bytes_up, bytes_down, rows_left }) {
    this.#show({ phase: "running", round_trips, bytes_up, bytes_down, rows_left });
  }

  #show(now) {
    this.#now = now;
    this.#notify({ notice: "sync", sync: this.state() });
  }
}

/** What is known of a sync that somebody ended. */
function told({ round_trips, bytes_up, bytes_down }) {
  const rest = [
    "segments_acknowledged",
    "changes_sealed",
    "changes_acknowledged",
    "documents_received",
    "changes_received",
    "quarantined",
    "pending",
    "written_again",
    "purged",
    "unusable",
  ];
  const none = Object.fromEntries(rest.map((name) => [name, 0]));
  return { round_trips, bytes_up, bytes_down, ...none };
}
