import type { PlanState, reasonKinds } from '../../domain/build/infrastructure.ts';
import { type Preview, spokenAddress } from '../../domain/build/plan-preview.ts';
import type { BuildState } from '../../domain/build/state.ts';
import { countsInWords, PlanPreview } from '../terraform/plan-preview.tsx';
import { DecisionForm } from './decision-form.tsx';
import { Made } from './made.tsx';
import { RollBackForm } from './roll-back-form.tsx';

interface ReviewPlanProps {
  readonly state: BuildState;
  readonly plan: PlanState;
  readonly preview: Preview;
}

const reasons: Record<(typeof reasonKinds)[number], (about: string) => string> = {
  deletes: (about) => `It would remove: ${about}.`,
  replaces: (about) => `It would remove and make anew, under other ids: ${about}.`,
  gone: (about) => `Somebody removed in dbt Cloud what the demo had, and it would be made again: ${about}.`,
  'not-found': (about) =>
    `dbt Cloud did not show what the demo has there. That can be a refusal of the moment: carried out then, things would be made twice. It said: ${about}`,
};

/** A plan of Terraform that waits for a person's word: why, all that it would do, and the ways on. */
export function ReviewPlanPanel({ state, plan, preview }: ReviewPlanProps) {
  return (
    <section class="card failed">
      <h2>Terraform’s plan wants your word</h2>
      <p>
        Nothing of it has been done. A plan that only makes and changes is carried out by itself; this one does more:
      </p>
      <ul>
        {plan.reasons.map(({ kind, about }) => (
          <li>{reasons[kind](kind === 'not-found' ? about.join(' ') : about.map(spokenAddress).join(', '))}</li>
        ))}
      </ul>
      <p>
        <span class="label">The plan</span> {countsInWords(plan.counts)}.
      </p>
      <PlanPreview preview={preview} />
      <Made state={state} />
      <div class="decide">
        <DecisionForm state={state} kind="approve-plan" label="Carry it out as it is" tone="danger">
          <input type="hidden" name="changes" value={plan.changes} />
        </DecisionForm>
        <DecisionForm state={state} kind="retry" label="Plan anew">
          <p class="hint">After it was mended in dbt Cloud, or to see whether it was a moment’s refusal.</p>
        </DecisionForm>
        <RollBackForm state={state} />
      </div>
    </section>
  );
}
