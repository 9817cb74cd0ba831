// The file that somebody chose, while it is looked at. It is in memory alone until it is taken in.

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

/** What a list is called: the file's name without its ending, and without the ` (1)` of a second download. */
export function listName(file: string): string {
  return file.replace(/\.[^.]*$/, "").replace(/ \(\d+\)$/, "").trim();
}
