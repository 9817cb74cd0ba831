// One tab: its client of the store, for the tests to call.

import { StoreClient } from "/sdk/client.js";

const client = new StoreClient();

/** Calls the client; a failure is an answer too, because it cannot cross the debugging port whole. */
window.call = async (name, ...values) => {
  try {
    return { ok: await client[name](...values) };
  } catch ({ code, advice }) {
    return { failed: code, advice };
  }
};

/** As `call("trial", …)`, with bytes as lists of numbers. */
window.trial = async (batch) => {
  const { ok, ...failure } = await window.call("trial", Uint8Array.from(batch));
  return ok?.outcomes ? { outcomes: [...ok.outcomes] } : (ok ?? failure);
};
