// Time zones of places where people are received, by their names in the IANA database. A site elsewhere keeps its own.

export const ZONES: readonly string[] = [
  "America/Tijuana",
  "America/Hermosillo",
  "America/Ciudad_Juarez",
  "America/Ojinaga",
  "America/Chihuahua",
  "America/Mazatlan",
  "America/Matamoros",
  "America/Monterrey",
  "America/Mexico_City",
  "America/Merida",
  "America/Cancun",
  "America/Guatemala",
  "America/Tegucigalpa",
  "America/El_Salvador",
  "America/Managua",
];

/** The city of a zone, which is how people know it. */
export function zoneName(zone: string): string {
  return zone.split("/").at(-1)?.replaceAll("_", " ") ?? zone;
}
