import { sourceId, stagingName } from '../../domain/naming/names.ts';
import type { IntermediateModel, Mart } from '../../domain/scenario/model.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';
import type { Source } from '../../domain/scenario/source.ts';
import type { Traced } from '../../domain/scenario/trace.ts';
import { Badge } from '../parts/badge.tsx';
import { Names } from '../parts/text.tsx';
import { Passage } from './passage.tsx';
import { PipelineParts } from './pipeline-parts.tsx';

/** What is built: the marts that people query first, then what they are made of. */
export function Models({ scenario }: { readonly scenario: Scenario }) {
  const { intermediate, marts, sources, singular_tests: rules, exposures } = scenario;
  return (
    <>
      <h3>Marts</h3>
      {marts.map((mart) => (
        <MartCard mart={mart} trace={scenario.trace} />
      ))}
      <h3>Intermediate</h3>
      {intermediate.map((model) => (
        <Intermediate model={model} />
      ))}
      <h3>Staging</h3>
      {sources.map((source) => (
        <Staging source={source} />
      ))}
      <PipelineParts scenario={scenario} />
      {rules.length > 0 ? (
        <>
          <h3>Rules that need SQL</h3>
          <ul>
            {rules.map(({ name, description }) => (
              <li>
                <code>{name}</code> {description}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {exposures.length > 0 ? (
        <>
          <h3>What hangs on them</h3>
          <ul>
            {exposures.map(({ name, label, type, description, depends_on }) => (
              <li>
                <strong>{label}</strong> ({type}) {description} Reads <Names names={depends_on} />.
                <Passage trace={scenario.trace} kind="exposure" name={name} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

function MartCard({ mart, trace }: { readonly mart: Mart; readonly trace: readonly Traced[] | undefined }) {
  const { name, title, purpose, business_questions: questions, grain, inputs, incremental, columns, calendar } = mart;
  return (
    <article class="item open">
      <h4>
        <code>{name}</code> {title} {incremental ? <Badge tone="good">incremental</Badge> : null}
        {mart.schema ? <Badge tone="quiet">{`schema ${mart.schema}`}</Badge> : null}
      </h4>
      <p>{purpose}</p>
      <Passage trace={trace} kind="mart" name={name} />
      <p class="label">Answers</p>
      <ul>
        {questions.map((question) => (
          <li>{question}</li>
        ))}
      </ul>
      {incremental ? (
        <p>
          <span class="label">Why incremental</span> {incremental.reason} Filters on{' '}
          <code>{incremental.loaded_at}</code>, looks back {incremental.lookback_days} days.
        </p>
      ) : null}
      <p class="quiet">
        One row per <Names names={grain} />,{' '}
        {calendar ? (
          `each day from ${calendar.first} to ${calendar.last}`
        ) : (
          <>
            from <Names names={inputs} />
          </>
        )}
        .
      </p>
      <details>
        <summary>{columns.length} columns</summary>
        <ul class="columns">
          {columns.map(({ name: column, type, description, tests }) => (
            <li>
              <code>{column}</code> <span class="quiet">{type}</span> {description}
              {tests.length > 0 ? (
                <span class="quiet">
                  {' '}
                  Tests: <Names names={tests.map((test) => test.name)} />
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      </details>
    </article>
  );
}

function Intermediate({ model }: { readonly model: IntermediateModel }) {
  return (
    <article class="item">
      <h4>
        <code>{model.name}</code>
      </h4>
      <p>{model.purpose}</p>
      <p class="quiet">
        One row per <Names names={model.grain} />, from <Names names={model.inputs} />.
      </p>
    </article>
  );
}

function Staging({ source }: { readonly source: Source }) {
  const { system, table, staging_purpose: purpose } = source;
  return (
    <article class="item">
      <h4>
        <code>{stagingName(system, table)}</code>
      </h4>
      <p>{purpose}</p>
      <p class="quiet">
        From <code>{sourceId(source)}</code>, renamed and typed.
      </p>
    </article>
  );
}
