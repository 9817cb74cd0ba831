// What the server tells of its sites.

/** What the server says of a site. */
export interface Site {
  site: string;
  name: string;
  /** Of the IANA database; null where nobody has said it. */
  zone: string | null;
  /** Whom to call for a child, as dialled; the first to try in front. */
  dif_phones: string[];
  attorney_phones: string[];
  /** A closed one is shown where it was recorded, and not offered. */
  open: boolean;
}

export interface Sites {
  /** By name. */
  all: Site[];
  /** Where the people belong who are registered on this phone. */
  here: string | null;
  /** This phone's clock may be right. */
  clock_believed: boolean;
}

export interface Grant {
  site: string;
  site_name: string;
  role: "volunteer" | "case-worker" | "shelter-admin" | "auditor" | "administrator";
}
