// The module that build/texts.js makes of shared/texts. It also writes the keys, into target/texts.

declare module "puente-texts" {
  import type { FluentBundle } from "@fluent/bundle";

  /** A text, parsed. */
  export type Pattern = Parameters<FluentBundle["formatPattern"]>[0];
  export interface Language {
    /** The name of its file. */
    code: string;
    /** Its name in the language itself. */
    name: string;
    /** For numbers, dates and plurals (BCP 47). */
    locale: string;
    /** By ISO 639-3. */
    iso639_3: string;
    /**
     * Its texts, those of `KEYS` first and in their order, and the rows of the record's tables where these do not speak
     * it themselves. Rejects where they are not on this phone and there is no network.
     */
    load: () => Promise<{ default: Pattern[]; rows?: Record<string, string> | undefined }>;
  }
  /** The languages; the others are translations of the first. */
  export const LANGUAGES: readonly [Language, ...Language[]];
  export const KEYS: readonly Key[];
  export type Key = keyof Texts;
}
