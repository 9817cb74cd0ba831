// The entry of the trial Worker. First message: the compiled module. Then batches.

import { initSync, trial } from "./puente_wasm.js";

onmessage = ({ data: { module, batch } }) => {
  if (module) {
    initSync({ module });
    return;
  }
  try {
    const outcomes = trial(batch);
    postMessage({ outcomes }, [outcomes.buffer]);
  } catch (error) {
    // After a trap the memory of the module cannot be trusted: whoever owns this Worker ends it.
    const trapped = error instanceof WebAssembly.RuntimeError;
    postMessage({ ended: trapped ? "trapped" : "malformed" });
  }
};
