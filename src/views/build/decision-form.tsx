import type { Child } from 'hono/jsx';
import type { DecisionKind } from '../../domain/build/decision.ts';
import type { BuildState } from '../../domain/build/state.ts';
import { hx } from '../hx.ts';
import { AnswerPlace } from '../parts/answer.tsx';

interface DecisionFormProps {
  readonly state: BuildState;
  readonly kind: DecisionKind;
  /** What the button says. */
  readonly label: string;
  readonly tone?: 'main' | 'quiet' | 'danger';
  /** Why it cannot be taken now. */
  readonly blocked?: string | undefined;
  /** Asked before it is sent. */
  readonly confirm?: string;
  readonly class?: string;
  readonly children?: Child;
}

/** One decision: what it needs to say, its button, and beside it the answer. Bound to the question and the revision. */
export function DecisionForm({
  state,
  kind,
  label,
  tone = 'main',
  blocked,
  confirm,
  children,
  ...rest
}: DecisionFormProps) {
  const request = hx({
    post: `/builds/${state.id}/decisions`,
    target: 'find .answer',
    disable: 'find button',
    ...(confirm === undefined ? {} : { confirm }),
  });
  return (
    <form method="post" action={`/builds/${state.id}/decisions`} class={`decision ${rest.class ?? ''}`} {...request}>
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="ask" value={String(state.ask?.number ?? state.asks)} />
      <input type="hidden" name="revision" value={String(state.revision)} />
      {children}
      <div class="actions">
        <button type="submit" data-tone={tone} disabled={blocked !== undefined}>
          {label}
        </button>
        {blocked ? <span class="hint">{blocked}</span> : null}
        <AnswerPlace />
      </div>
    </form>
  );
}
