// The text of a failed call: what happened, and what to do about it.

import type { Failure } from "puente-sdk/client.js";
import { known, t } from "./language.svelte";

export function failureText(failure: Failure): string {
  const key = `failure-${failure.code}`;
  return known(key) ? t(key) : t("failure-other", { code: failure.code });
}
