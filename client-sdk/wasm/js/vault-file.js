// The file that holds the wrapped key of the store: one byte that says whether the store beside it
// was finished, then the vault.
//
// The byte is written last. A creation that was cut off leaves it at 0, and then nobody was ever
// registered there: it may start over. Once it is 1, a store that does not open is damaged, and is
// put aside by a person, never replaced by this program.

const FOLDER = "puente";
const NAME = "vault";
const UNFINISHED = 0;
const FINISHED = 1;

export class VaultFile {
  #handle;

  constructor(handle) {
    this.#handle = handle;
  }

  /** Opens the file, empty if it is new. Only the tab that holds the store may. */
  static async open() {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(FOLDER, { create: true });
    const file = await folder.getFileHandle(NAME, { create: true });
    return new VaultFile(await file.createSyncAccessHandle());
  }

  /** `"none"` where no store was ever begun, `"unfinished"`, or `"finished"`. */
  state() {
    const first = new Uint8Array(1);
    if (this.#handle.read(first, { at: 0 }) === 0) return "none";
    return first[0] === FINISHED ? "finished" : "unfinished";
  }

  /** The vault of a finished store. */
  vault() {
    const bytes = new Uint8Array(this.#handle.getSize() - 1);
    this.#handle.read(bytes, { at: 1 });
    return bytes;
  }

  /** Keeps the vault of a store that is about to be made. */
  begin(vault) {
    this.#handle.write(Uint8Array.of(UNFINISHED), { at: 0 });
    this.#handle.truncate(1);
    this.#handle.write(vault, { at: 1 });
    this.#handle.flush();
  }

  /** The store is on disk. */
  finish() {
    this.#handle.write(Uint8Array.of(FINISHED), { at: 0 });
    this.#handle.flush();
  }

  close() {
    this.#handle.close();
  }
}
