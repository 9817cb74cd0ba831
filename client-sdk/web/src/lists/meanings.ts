// The meanings that a column of a list can have, in words.

import { known, t } from "../app/language.svelte";
import { field, label } from "../app/table.svelte";

/** Meanings that are no fields. */
const OWN = [
  "full_name",
  "surnames",
  "middle_name",
  "sex.female",
  "sex.male",
  "sex.girl",
  "sex.boy",
  "minor",
  "age.months",
  "birth.day",
  "birth.month",
  "birth.year",
  "identity_paper.dpi",
  "identity_paper.dui",
  "identity_paper.dni",
  "identity_paper.cedula",
  "identity_paper.identidad",
  "identity_paper.pasaporte",
  "identity_paper.matricula_consular",
  "identity_paper.ine",
  "number",
  "note",
] as const;

/** Fields that lists have; other columns are left out. */
const FIELDS = [
  "name.given",
  "name.surname1",
  "name.surname2",
  "sex",
  "birth.date",
  "age",
  "nationality",
  "birth.state",
  "curp",
  "phone",
  "household",
  "languages",
];

export const MEANINGS: string[] = [...OWN, ...FIELDS];

export function meaningText(meaning: string): string {
  const key = `meaning-${meaning.replaceAll(".", "-")}`;
  return known(key) ? t(key) : field(meaning) ? label(meaning) : meaning;
}
