// The team as the server knows it: people, phones and sites. Only what screens show, and forgotten with the lock.

import type { Failure, Role, TeamDevice, TeamMember, TeamSite } from "puente-sdk/client.js";
import { ROLES_GIVEN_BY } from "puente-sdk/contract.js";
import { call, failureOf, session, whenLocked } from "../app/session.svelte";
import { atServer, leaveIfOut } from "../home/server.svelte";

interface Team {
  /** Null before the server has answered. */
  people: TeamMember[] | null;
  devices: TeamDevice[] | null;
  sites: TeamSite[] | null;
  failure: Failure | null;
}

const NOTHING: Team = { people: null, devices: null, sites: null, failure: null };
let now = $state.raw<Team>(NOTHING);
whenLocked(() => (now = NOTHING));

export function team(): Team {
  return now;
}

export async function lookAtTeam(): Promise<void> {
  try {
    const [{ people }, { devices }, { sites }] = await Promise.all([call("team"), call("team_devices"), call("team_sites")]);
    now = { people, devices, sites, failure: null };
  } catch (error) {
    const failure = failureOf(error);
    now = { ...now, failure };
    leaveIfOut(failure);
  }
}

/** The roles that the signed-in person may give somewhere. */
export function rolesToGive(): readonly Role[] {
  const roles = atServer().who?.grants.flatMap(({ role }) => ROLES_GIVEN_BY[role]) ?? [];
  return [...new Set(roles)];
}

/** The open sites where the signed-in person may give roles, their own first. */
export function sitesToGive(): TeamSite[] {
  const grants = atServer().who?.grants ?? [];
  const own = new Set(grants.filter(({ role }) => role === "shelter-admin").map(({ site }) => site));
  const isAdministrator = grants.some(({ role }) => role === "administrator");
  const sites = now.sites?.filter(({ site, is_open }) => is_open && (isAdministrator || own.has(site))) ?? [];
  const here = session.me?.grants[0]?.site;
  return sites.sort((one, other) => Number(other.site === here) - Number(one.site === here));
}
