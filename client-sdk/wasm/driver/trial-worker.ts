// The entry of the trial Worker. Its first message is the compiled module; the others are batches.

import { initSync, trial } from "./puente_wasm.js";
import type { TrialResult } from "./messages.ts";

export type TrialRequest = { module: WebAssembly.Module; batch?: undefined } | { batch: Uint8Array; module?: undefined };

onmessage = ({ data }: MessageEvent<TrialRequest>) => {
  if (data.module) {
    initSync({ module: data.module });
    return;
  }
  const answer = (result: TrialResult, given: Transferable[] = []) => postMessage(result, given);
  try {
    const outcomes = trial(data.batch) as Uint8Array<ArrayBuffer>;
    answer({ outcomes }, [outcomes.buffer]);
  } catch (error) {
    // After a trap the module's memory cannot be trusted: the owner of this Worker ends it.
    const trapped = error instanceof WebAssembly.RuntimeError;
    answer({ ended: trapped ? "trapped" : "malformed" });
  }
};
