// Announcements of the app: shown for a while, and read out by a screen reader at once.

export interface Announcement {
  id: number;
  text: string;
  tone: "good" | "alarm";
  /** Only for screen readers, because the screen shows it anyway. */
  heard: boolean;
  /** Takes back what was done. */
  undo?: (() => void) | undefined;
}

const SHOWN_MS = 3000;
/** What goes wrong is a sentence or two: nobody reads those in three seconds. */
const LETTER_MS = 70;
const UNDO_MS = 10_000;
const announced = $state<{ now: Announcement | null }>({ now: null });
let last = 0;

export function announcement(): Announcement | null {
  return announced.now;
}

export function announce(text: string, tone: Announcement["tone"] = "good", heard = false, undo?: () => void): void {
  const id = ++last;
  announced.now = { id, text, tone, heard, undo };
  const shown_ms = undo ? UNDO_MS : tone === "alarm" ? Math.max(SHOWN_MS, text.length * LETTER_MS) : SHOWN_MS;
  setTimeout(() => {
    if (announced.now?.id === id) announced.now = null;
  }, shown_ms);
}

export function hush(): void {
  announced.now = null;
}
