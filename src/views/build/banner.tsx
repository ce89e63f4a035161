import { decisionInWords } from './decision-words.ts';
import type { SeenBuild } from './seen-build.ts';

/** What the reader has to know about what they see: where it comes from, and what is on its way. */
export function Banner({ from, unconfirmed, state }: Pick<SeenBuild, 'from' | 'unconfirmed' | 'state'>) {
  const refused = state.refused.at(-1);
  return (
    <>
      {from === 'history' ? (
        <p class="notice" role="status">
          No worker answers just now; what you see is from the history. Nothing is lost: the build goes on as soon as a
          worker is back.
        </p>
      ) : null}
      {from === 'kept' ? (
        <p class="notice" role="status">
          No worker answers just now; what you see is how the build stood last, and nothing has happened since.
        </p>
      ) : null}
      {unconfirmed.map(({ kind }) => (
        <p class="notice" role="status">
          Sent, not yet confirmed: {decisionInWords(kind)}. It is sent again by itself until the build takes or refuses
          it.
        </p>
      ))}
      {refused && state.status !== 'closed' ? (
        <p class="quiet small">
          Last refused: {decisionInWords(refused.kind)}. {refused.reason}
        </p>
      ) : null}
    </>
  );
}
