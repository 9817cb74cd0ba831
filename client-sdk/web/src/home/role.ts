// Which first screen somebody has, by the roles that the server gave them.

import type { Me, Role } from "puente-sdk/messages.ts";

/** Whoever has only the gate begins there; these roles have a home before it. */
const WITH_HOME: readonly Role[] = ["case-worker", "shelter-admin", "auditor", "administrator"];

export function isOne(me: Me | null, ...roles: readonly Role[]): boolean {
  return me?.grants.some(({ role }) => roles.includes(role)) ?? false;
}

export function hasHome(me: Me | null): boolean {
  return isOne(me, ...WITH_HOME);
}
