import { expect, it } from 'vitest';
import { skippedModels } from '../../../src/domain/rehearsal/promise.ts';
import type { NodeResult } from '../../../src/domain/rehearsal/report.ts';
import { oneResult } from '../../../src/domain/run-plan/one-result.ts';
import { loadBlueprint } from '../../../src/integrations/ai/builtin/load-blueprint.ts';
import { blueprintsFolder } from '../blueprint/ecommerce.ts';

const { scenario } = await loadBlueprint(`${blueprintsFolder}/customer-360`);

function node(type: string, name: string, status: string): NodeResult {
  return { uniqueId: `${type}.acme_demo.${name}`, name, type, status, failures: null, message: null, seconds: 0.1 };
}

it('counts what no command came to as skipped, once and as what it is', () => {
  const nodes = [
    node('seed', 'nation', 'success'),
    node('seed', 'region', 'success'),
    node('model', 'stg_marketing__spend', 'success'),
    node('test', 'spend_market_segment_is_known', 'fail'),
  ];
  const all = oneResult(scenario, { succeeded: false, nodes });
  const skipped = skippedModels(all);
  expect(skipped).not.toContain('nation');
  expect(skipped).not.toContain('stg_marketing__spend');
  expect(skipped).toContain('dim_customers');
  const snapshot = all.filter(({ name }) => name === 'snap_customer_segment');
  expect(snapshot.map(({ type, status }) => [type, status])).toEqual([['snapshot', 'skipped']]);
  expect(skipped).toContain('snap_customer_segment');
});
