// The state of everything on this phone, as one word for which the screens have texts.

import type { Me, Status } from "puente-sdk/messages.ts";
import type { IconName } from "../ui/icons";

export interface Standing {
  at: "alone" | "revoked" | "unknown" | "attention" | "running" | "waiting" | "done";
  tone: "calm" | "alarm";
  icon: IconName;
  /** Own changes that are not on the server. */
  waiting: number;
}

export function standing(me: Me | null, status: Status | null): Standing {
  const waiting = status?.waiting ?? 0;
  if (me?.revoked) return { at: "revoked", tone: "alarm", icon: "alert", waiting };
  if (me?.is_unknown) return { at: "unknown", tone: "alarm", icon: "alert", waiting };
  if ((status?.needs_attention ?? 0) > 0) return { at: "attention", tone: "alarm", icon: "alert", waiting };
  if (!me?.enrolled) return { at: "alone", tone: "calm", icon: "saved", waiting };
  if (status?.sync.now.phase === "running") return { at: "running", tone: "calm", icon: "sync", waiting };
  if (waiting > 0) return { at: "waiting", tone: "calm", icon: "saved", waiting };
  return { at: "done", tone: "calm", icon: "server", waiting };
}
