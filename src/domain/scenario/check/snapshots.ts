import { columnsOf, modelGraph } from '../graph.ts';
import type { Scenario } from '../scenario.ts';
import type { DbtSnapshot } from '../snapshot.ts';
import type { Problem } from './problem.ts';

/** A snapshot follows a model, and the columns that tell it what is one row and what is a new version are there. */
export function checkSnapshots(scenario: Scenario): Problem[] {
  const { snapshots = [] } = scenario;
  const known = modelGraph(scenario);
  return snapshots.flatMap((snapshot, index): Problem[] => {
    const { name, input } = snapshot;
    const path = `snapshots[${index}]`;
    if (!known.has(input)) return [{ path: `${path}.input`, message: `${name} follows ${input}, which is not there.` }];
    if (snapshots.some((other) => other.name === input)) {
      const message = `${name} follows ${input}, which is a snapshot itself.`;
      return [{ path: `${path}.input`, message }];
    }
    return columns(snapshot, path, scenario);
  });
}

function columns({ name, input, unique_key: key, strategy }: DbtSnapshot, path: string, scenario: Scenario): Problem[] {
  const known = columnsOf(scenario, input);
  const followed = strategy.kind === 'timestamp' ? [strategy.updated_at] : strategy.columns;
  const type = strategy.kind === 'timestamp' && known.find((column) => column.name === strategy.updated_at)?.type;
  return [
    ...[key, ...followed]
      .filter((column) => !known.some((other) => other.name === column))
      .map((column) => ({ path, message: `${name} looks at ${column}, which ${input} has not.` })),
    ...(type && type !== 'timestamp' && type !== 'date'
      ? [{ path: `${path}.strategy`, message: `${name} goes by ${followed.join()}, which is ${type} and no time.` }]
      : []),
  ];
}
