// What a sync does and came to. Part of messages.d.ts.

import type { Failure } from "./messages.d.ts";

export interface SyncReport {
  round_trips: number;
  bytes_up: number;
  bytes_down: number;
  segments_acknowledged: number;
  changes_sealed: number;
  /** Those that the server has now, with what earlier syncs had left; `quarantined` and `pending` are among them. */
  changes_acknowledged: number;
  documents_received: number;
  changes_received: number;
  quarantined: number;
  pending: number;
  written_again: number;
  purged: number;
  unusable: number;
}

export interface SyncEnd {
  /**
   * `revoked`: everything is exchanged, and the server keeps aside what this device sends. `stopped`: somebody
   * asked to; everything that arrived stays.
   */
  stop: "done" | "revoked" | "not_enrolled" | "line_broke" | "refused" | "damaged" | "stopped";
  /** What was wrong with the line or at the server, when something was. */
  failure: Failure | null;
  report: SyncReport;
  ended_ms: number;
}

/** What syncing is doing now. */
export type SyncPhase =
  | { phase: "idle" }
  | { phase: "running"; round_trips: number; bytes_up: number; bytes_down: number; rows_left: number }
  /** The line broke or the server is busy; it goes on by itself then. */
  | { phase: "waiting"; until_ms: number };

export interface Sync {
  now: SyncPhase;
  /** Syncs by itself: after a save, when the server says that there is something, when the network is back. */
  automatic: boolean;
  last: SyncEnd | null;
}
