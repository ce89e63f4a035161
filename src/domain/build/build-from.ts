import { type StoredDocument, type Upcasters, upcast } from '../upcast.ts';
import { upcasters } from '../upcasters.ts';
import { type BuildInput, type BuildState, newBuild } from './state.ts';

/**
 * The state that a build begins or goes on with, of what its workflow was started with: the input of a new build, or
 * the state of an earlier run, maybe written by an earlier version of this service.
 * @throws {Error} for anything else: such as a state of a later version, which waits for a worker that knows it
 */
export function buildFrom(stored: unknown, at: string, known: Upcasters = upcasters): BuildState {
  const document = upcast(stored, known) as StoredDocument | undefined;
  // Only this service starts builds and writes their states; the version says which of its types it is.
  if (document?.schema === 'build-input/1') return newBuild(document as BuildInput, at);
  if (document?.schema === 'build/2') return document as BuildState;
  throw new Error(`a build cannot go on from ${document?.schema ?? 'nothing'}`);
}
