import type { Scenario } from '../../domain/scenario/scenario.ts';
import { settlingMetric } from '../../domain/scenario/settling-metric.ts';

/** Numbers that the customer's people count differently, and the one metric that settles each. */
export function Disagreements({ scenario }: { readonly scenario: Scenario }) {
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
            <ul>
              {one.versions.map((version) => (
                <li>{version}</li>
              ))}
            </ul>
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
