import { saidAndShown } from '../../domain/rehearsal/said-and-shown.ts';
import type { Known } from '../../domain/rehearsal/say-number.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';
import { settlingMetric } from '../../domain/scenario/settling-metric.ts';
import type { Disagreement } from '../../domain/scenario/trace.ts';

interface DisagreementsProps {
  readonly scenario: Scenario;
  /** Where the sample's own numbers come from, once it was rehearsed. */
  readonly known: Known;
}

/** Numbers that their people count differently, what the sample shows for each, and the one metric that settles it. */
export function Disagreements({ scenario, known }: DisagreementsProps) {
  const { disagreements = [], semantic_layer: layer } = scenario;
  if (disagreements.length === 0) return null;
  return (
    <>
      <h3>Where they do not agree</h3>
      {disagreements.map((one) => {
        const metric = settlingMetric(one, layer?.metrics ?? []);
        return (
          <article class="item open">
            <h4>{one.about}</h4>
            <Versions {...{ disagreement: one, scenario, known }} />
            <p>
              <span class="label">Settled by</span> {one.settled_by}
            </p>
            {metric ? (
              <p>
                <span class="label">Metric</span> {metric.label} <code>{metric.name}</code>
              </p>
            ) : (
              <p class="quiet">No metric of this scenario is named after it.</p>
            )}
          </article>
        );
      })}
    </>
  );
}

/** What each side says, and beside it what they will see on the call. */
export function Versions({
  disagreement,
  scenario,
  known,
}: DisagreementsProps & { readonly disagreement: Disagreement }) {
  return (
    <ul>
      {saidAndShown(disagreement, scenario, known).map(({ said, shown, far }) => (
        <li>
          {said}
          {shown === undefined ? null : (
            <>
              <br />
              <strong>{shown}</strong>
              {far ? ' That is far from what they say: tell them before they see it.' : null}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
