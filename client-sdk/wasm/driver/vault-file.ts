// The file that holds the wrapped key of a store: one byte that says whether the store beside it was
// finished, one that says what kind of secret wraps it, then the vault.
//
// The first byte is written last. A creation that was cut off leaves it at 0, and then nobody was ever
// registered there: it may start over. Once it is 1, a store that does not open is damaged, and is
// put aside by a person, never replaced by this program.

import type { SecretKind } from "./messages.ts";

const UNFINISHED = 0;
const FINISHED = 1;
const HEAD_BYTES = 2;
const SECRET_KINDS: readonly SecretKind[] = ["passphrase", "pin"];

export class VaultFile {
  #handle: FileSystemSyncAccessHandle;

  constructor(handle: FileSystemSyncAccessHandle) {
    this.#handle = handle;
  }

  /** Opens the file in the folder of a store, empty if it is new. Only the tab that holds the stores may. */
  static async open(folder: FileSystemDirectoryHandle, name: string): Promise<VaultFile> {
    const file = await folder.getFileHandle(name, { create: true });
    return new VaultFile(await file.createSyncAccessHandle());
  }

  /** `none` where no store was ever begun. */
  state(): "none" | "unfinished" | "finished" {
    const first = new Uint8Array(1);
    if (this.#handle.read(first, { at: 0 }) === 0) return "none";
    return first[0] === FINISHED ? "finished" : "unfinished";
  }

  /** What a person is asked for. */
  secretKind(): SecretKind {
    const kind = new Uint8Array(1);
    this.#handle.read(kind, { at: 1 });
    return SECRET_KINDS[kind[0] ?? 0] ?? "passphrase";
  }

  /** The vault of a finished store. */
  vault(): Uint8Array {
    const bytes = new Uint8Array(Math.max(0, this.#handle.getSize() - HEAD_BYTES));
    this.#handle.read(bytes, { at: HEAD_BYTES });
    return bytes;
  }

  /** Keeps the vault of a store that is about to be made. */
  begin(vault: Uint8Array<ArrayBuffer>, secretKind: SecretKind): void {
    this.#handle.write(Uint8Array.of(UNFINISHED, SECRET_KINDS.indexOf(secretKind)), { at: 0 });
    this.#handle.truncate(HEAD_BYTES);
    this.#handle.write(vault, { at: HEAD_BYTES });
    this.#handle.flush();
  }

  /** The store is on disk. */
  finish(): void {
    this.#handle.write(Uint8Array.of(FINISHED), { at: 0 });
    this.#handle.flush();
  }

  close(): void {
    this.#handle.close();
  }
}
