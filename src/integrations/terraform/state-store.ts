/**
 * Where the state of a build's resources is kept between runs. State holds secrets: an implementation encrypts it.
 */
export interface StateStore {
  /** The bytes that were saved last; `undefined` when nothing ever was. */
  load(): Promise<Uint8Array | undefined>;
  /** Keeps the bytes; when it resolves, they survive a crash. */
  save(state: Uint8Array): Promise<void>;
}
