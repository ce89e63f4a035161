import { stepTitles } from '../../domain/build/phase.ts';
import { rolledBackBy } from '../../domain/build/roll-back.ts';
import { standingThings } from '../../domain/build/standing.ts';
import type { BuildState } from '../../domain/build/state.ts';
import { Linked } from '../parts/linked.tsx';

/** That the build was rolled back to its files: by which steps, and what stands still. */
export function RolledBack({ state }: { readonly state: BuildState }) {
  const steps = rolledBackBy(state);
  if (steps.length === 0) return null;
  const done = steps.filter(({ status }) => status === 'done').map(({ name }) => stepTitles[name]);
  const standing = standingThings(state);
  return (
    <p class="notice" role="status">
      Rolled back to the files. Done: {done.join(', ') || 'nothing'}.{' '}
      {standing.length === 0 ? (
        'Nothing that was made outside stands.'
      ) : (
        <>
          It still stands: <Linked text={standing.join('; ')} />.
        </>
      )}
    </p>
  );
}
