// The entry of the trial Worker. First message: the compiled module. Then batches.

import { initSync, trial } from "./puente_wasm.js";

onmessage = ({ data }) => {
  if (data.module) {
    initSync({ module: data.module });
    return;
  }
  try {
    const outcomes = trial(data.batch);
    postMessage({ id: data.id, result: { outcomes } }, [outcomes.buffer]);
  } catch (error) {
    // After a trap the memory of the module cannot be trusted: whoever owns this Worker ends it.
    const trapped = error instanceof WebAssembly.RuntimeError;
    postMessage(trapped ? { ended: "trapped" } : { id: data.id, result: { ended: "malformed" } });
  }
};
