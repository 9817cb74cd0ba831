// What the app says by itself: shown for a while, and read out by a screen reader at once.

export interface Announcement {
  id: number;
  text: string;
  tone: "good" | "alarm";
  /** The screen says it anyway: only whoever listens has to be told. */
  heard: boolean;
}

const SHOWN_MS = 5000;
const announced = $state<{ now: Announcement | null }>({ now: null });
let last = 0;

export function announcement(): Announcement | null {
  return announced.now;
}

export function announce(text: string, tone: Announcement["tone"] = "good", heard = false): void {
  const id = ++last;
  announced.now = { id, text, tone, heard };
  setTimeout(() => {
    if (announced.now?.id === id) announced.now = null;
  }, SHOWN_MS);
}

export function hush(): void {
  announced.now = null;
}
