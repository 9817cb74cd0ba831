// The file with the wrapped key of a store: one byte that says whether the store beside it is finished, one for the
// kind of secret that wraps the key, then the vault.
//
// The first byte is written last. An interrupted creation leaves it at 0; then nobody was ever registered there, and the
// creation may start again. Once it is 1, a store that does not open is damaged: a person must put it aside, and this
// program never replaces it.

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

  /** `none` if no store was ever begun. */
  state(): "none" | "unfinished" | "finished" {
    const first = new Uint8Array(1);
    if (this.#handle.read(first, { at: 0 }) === 0) return "none";
    return first[0] === FINISHED ? "finished" : "unfinished";
  }

  /** The kind of secret to ask for. */
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

  /** Writes the vault of a store that is about to be made. */
  begin(vault: Uint8Array<ArrayBuffer>, secretKind: SecretKind): void {
    this.#handle.write(Uint8Array.of(UNFINISHED, SECRET_KINDS.indexOf(secretKind)), { at: 0 });
    this.#handle.truncate(HEAD_BYTES);
    this.#handle.write(vault, { at: HEAD_BYTES });
    this.#handle.flush();
  }

  /** Marks the store as finished; call this when it is on disk. */
  finish(): void {
    this.#handle.write(Uint8Array.of(FINISHED), { at: 0 });
    this.#handle.flush();
  }

  close(): void {
    this.#handle.close();
  }
}
