// The chosen file, while it is looked at. It is only in memory until it is imported.

import type { ListAnswers } from "puente-sdk/messages.ts";

export interface Chosen {
  name: string;
  file: Uint8Array<ArrayBuffer>;
  answers: ListAnswers;
}

let held: Chosen | null = null;

export function chosen(): Chosen | null {
  return held;
}

export function choose(file: Chosen | null): void {
  held = file;
}

/** The name of a list: the file's name without its ending, and without the ` (1)` of a second download. */
export function listName(file: string): string {
  return file.replace(/\.[^.]*$/, "").replace(/ \(\d+\)$/, "").trim();
}
