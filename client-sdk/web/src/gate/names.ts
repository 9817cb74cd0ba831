import type { Said, Values } from "puente-sdk/messages.ts";

/** The fields of a name, given names first. */
export const NAMES = ["name.given", "name.surname1", "name.surname2"] as const;

/** A single value as text; empty if there is none. */
export function textOf(said: Said | string[] | undefined): string {
  return typeof said === "string" ? said : "";
}

/** A single value, or the reason why it is missing; empty if there is neither. */
export function saidOf(said: Said | string[] | undefined): Said {
  return said === undefined || Array.isArray(said) ? "" : said;
}

/** A person's names in one line, given names first. */
export function namesOf(fields: Values): string {
  return NAMES.map((id) => textOf(fields[id]).trim())
    .filter(Boolean)
    .join(" ");
}
