import type { Child } from 'hono/jsx';
import { plannedCommands } from '../../domain/run-plan/planned-commands.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';
import { Names } from '../parts/text.tsx';

/** What a pipeline has besides models: reference data, histories, shared expressions and kept queries. */
export function PipelineParts({ scenario }: { readonly scenario: Scenario }) {
  const { reference_seeds: seeds = [], snapshots = [], macros = [], analyses = [], schedules = [] } = scenario;
  return (
    <>
      <Part
        title="Reference data"
        items={seeds}
        each={({ name, description, grain, rows, schema }) => (
          <>
            <code>{name}</code> {description}{' '}
            <span class="quiet">
              {rows.length} {rows.length === 1 ? 'row' : 'rows'}, one per <Names names={grain} />
              {schema ? `, in the schema ${schema}` : ''}.
            </span>
          </>
        )}
      />
      <Part
        title="Histories"
        items={snapshots}
        each={({ name, description, input, unique_key: key, schema }) => (
          <>
            <code>{name}</code> {description}{' '}
            <span class="quiet">
              A row for each version of a <code>{key}</code> in <code>{input}</code>
              {schema ? `, in the schema ${schema}` : ''}.
            </span>
          </>
        )}
      />
      <Part
        title="Macros"
        items={macros}
        each={({ name, description, arguments: given, sql }) => (
          <>
            <code>
              {name}({given.map((argument) => argument.name).join(', ')})
            </code>{' '}
            {description} <code class="quiet">{sql}</code>
          </>
        )}
      />
      <Part
        title="Analyses"
        items={analyses}
        each={({ name, description, inputs }) => (
          <>
            <code>{name}</code> {description}{' '}
            <span class="quiet">
              Reads <Names names={inputs} />.
            </span>
          </>
        )}
      />
      <Part
        title={scenario.run_plan?.kind === 'by-model' ? 'Production, a command a model' : 'Production’s commands'}
        items={plannedCommands(scenario) ?? []}
        each={({ args }) => <code>{['dbt', ...args].join(' ')}</code>}
      />
      <Part
        title="Schedules"
        items={schedules}
        each={({ title, cron, full_refresh: whole }) => (
          <>
            {title}: <code>{cron}</code> (UTC){whole ? ', everything from nothing' : ''}
          </>
        )}
      />
    </>
  );
}

function Part<T>({
  title,
  items,
  each,
}: {
  readonly title: string;
  readonly items: readonly T[];
  readonly each: (item: T) => Child;
}) {
  if (items.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {items.map((item) => (
          <li>{each(item)}</li>
        ))}
      </ul>
    </>
  );
}
