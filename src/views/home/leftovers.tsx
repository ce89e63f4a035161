import type { LeftoverThing } from '../../domain/build/leftovers.ts';
import { hx } from '../hx.ts';
import { AnswerPlace } from '../parts/answer.tsx';

/** What stands of one demo whose build has ended. */
export interface LeftBehind {
  readonly id: string;
  readonly company: string;
  readonly things: readonly LeftoverThing[];
  /** Somebody decided, when cancelling it, that it stays. */
  readonly kept: boolean;
  /** What the names of its schemas begin with that are in the warehouse still, and stay there. */
  readonly schemas?: string | undefined;
}

/** What demos left behind, each with a button that removes it. The place stays, its content is swapped. */
export function Leftovers(props: LeftoversProps) {
  return (
    <div id="leftovers">
      <LeftoverList {...props} />
    </div>
  );
}

interface LeftoversProps {
  readonly left: readonly LeftBehind[];
}

/** The content of the place; nothing where nothing was left. */
export function LeftoverList({ left }: LeftoversProps) {
  if (left.length === 0) return null;
  return (
    <section class="card">
      <h2>Left behind</h2>
      <p class="quiet">The builds of these demos have ended, so nothing removes by itself what they made.</p>
      <ul>
        {left.map((one) => (
          <li>
            <LeftoverForm {...one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function LeftoverForm({ id, company, things, kept, schemas }: LeftBehind) {
  const address = `/builds/${id}/leftovers/remove`;
  return (
    <form
      method="post"
      action={address}
      class="decision"
      {...hx({
        post: address,
        target: 'find .answer',
        disable: 'find button',
        confirm: `Remove ${things.join(', ')} of ${company}? This cannot be undone.`,
      })}
    >
      <p>
        {kept ? 'Kept when it was cancelled' : 'Left behind'} by <a href={`/builds/${id}`}>{company}</a>{' '}
        <code>{id}</code>: {things.join(', ')}
      </p>
      {schemas === undefined ? null : (
        <p class="hint">
          Its schemas in the warehouse (<code>{schemas}</code>…) are not removed with it: drop them there.
        </p>
      )}
      <div class="actions">
        <button type="submit" data-tone="danger">
          Remove
        </button>
        <AnswerPlace />
      </div>
    </form>
  );
}
