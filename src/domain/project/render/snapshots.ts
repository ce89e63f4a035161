import type { DbtSnapshot } from '../../scenario/snapshot.ts';
import { plainText } from '../plain-text.ts';
import { yamlFile } from './yaml-file.ts';

/** Snapshots as dbt takes them since 1.9: YAML alone, one file each. */
export function snapshotFiles(snapshots: readonly DbtSnapshot[]): [path: string, content: string][] {
  return snapshots.map((snapshot) => [`snapshots/${snapshot.name}.yml`, snapshotProperties(snapshot)]);
}

function snapshotProperties({ name, description, input, unique_key, strategy, schema }: DbtSnapshot): string {
  const how =
    strategy.kind === 'timestamp'
      ? { strategy: 'timestamp', updated_at: strategy.updated_at }
      : { strategy: 'check', check_cols: strategy.columns };
  return yamlFile({
    version: 2,
    snapshots: [
      {
        name,
        description: plainText(`${description} One row per version of a ${unique_key}.`),
        relation: `ref('${input}')`,
        config: { ...(schema === undefined ? {} : { schema }), unique_key, ...how },
      },
    ],
  });
}
