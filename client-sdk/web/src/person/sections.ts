// Groups the fields of the table into sections. The table says which fields exist and when they are asked; this file only
// says where each is shown. A field without a section is in the last one.

import type { EntryKind, Field } from "puente-sdk/messages.ts";
import type { IconName } from "../ui/icons";

export const SECTIONS = [
  "identity",
  "papers",
  "arrival",
  "contact",
  "destination",
  "family",
  "needs",
  "stay",
  "health",
  "protection",
  "treatment",
  "belongings",
  "work",
  "consent",
  "other",
] as const;
export type SectionId = (typeof SECTIONS)[number];

export const SECTION_ICONS: Record<SectionId, IconName> = {
  identity: "person",
  papers: "card",
  arrival: "gate",
  contact: "call",
  destination: "bus",
  family: "family",
  needs: "give",
  stay: "moon",
  health: "medical",
  protection: "shield",
  treatment: "note",
  belongings: "in",
  work: "paper",
  consent: "check",
  other: "list",
};

/** Sections by the beginning of a field's id, which ends at a dot or an underscore; the longest match counts. */
const PLACES: Record<string, SectionId> = {
  name: "identity",
  sex: "identity",
  age: "identity",
  birth: "identity",
  nationality: "identity",
  language: "identity",
  languages: "identity",
  interpreter: "identity",
  marital: "identity",
  curp: "papers",
  constancia: "papers",
  us_alien: "papers",
  photo: "papers",
  repatriation: "papers",
  arrival: "arrival",
  return: "arrival",
  notice: "arrival",
  card: "arrival",
  phone: "contact",
  phones: "contact",
  contact: "contact",
  emergency: "contact",
  destination: "destination",
  transport: "destination",
  alone: "family",
  household: "family",
  travelling: "family",
  us_children: "family",
  separated: "family",
  tracing: "family",
  needs: "needs",
  urgent: "health",
  medical: "health",
  medication: "health",
  pregnancy: "health",
  disability: "health",
  psych: "health",
  indigenous: "protection",
  gender: "protection",
  uam: "protection",
  protection: "protection",
  vulnerability: "protection",
  flags: "protection",
  treatment: "treatment",
  legal: "treatment",
  belongings: "belongings",
  assets: "belongings",
  education: "work",
  occupation: "work",
  sectors: "work",
  english: "work",
  skills: "work",
  job: "work",
  years: "work",
  arrived: "work",
  rights: "consent",
  retention: "consent",
};

/** Shown elsewhere on a person's page. */
const APART = new Set(["code", "status", "home_site", "registered_at", "household"]);

export function sectionOf(id: string): SectionId {
  for (let end = id.length; end > 0; end -= 1) {
    const next = id[end];
    if (next !== undefined && next !== "." && next !== "_") continue;
    const place = PLACES[id.slice(0, end)];
    if (place) return place;
  }
  return "other";
}

/** Whether a form asks for a field: not if the system fills it, nor for files, which this app does not take. */
export function asked(field: Field): boolean {
  return field.asked !== "system" && field.type !== "attachment";
}

/** The fields of a section that people fill in. */
export function fieldsOf(section: SectionId, all: Field[]): Field[] {
  return all.filter((field) => asked(field) && !APART.has(field.id) && sectionOf(field.id) === section);
}

/** The sections of the entry kinds. */
const KIND_PLACES: Record<string, SectionId> = {
  identity_paper: "papers",
  photo: "papers",
  arrival: "arrival",
  phone: "contact",
  emergency_contact: "contact",
  companion: "family",
  separated_family: "family",
  stay: "stay",
  referral: "stay",
  medication_lost: "health",
  care: "health",
  vulnerability: "protection",
  protection_referral: "protection",
  belonging: "belongings",
  us_asset: "belongings",
  occupation: "work",
  skill: "work",
  consent: "consent",
  rights_request: "consent",
  retention: "consent",
};

/** Entry kinds with a button of their own on a person's page. */
const QUICK_KINDS = ["service", "note"];

/** The entry kinds that are added in a section. A kind of which no field is asked is written by devices themselves. */
export function kindsOf(section: SectionId, all: EntryKind[]): EntryKind[] {
  const inSection = all.filter((kind) => !QUICK_KINDS.includes(kind.id) && (KIND_PLACES[kind.id] ?? "other") === section);
  return inSection.filter((kind) => kind.fields.some(asked));
}
