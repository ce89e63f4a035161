import { expect, it } from 'vitest';
import { materialise } from '../../../../src/domain/project/data/materialise.ts';
import { slotOrder } from '../../../../src/domain/project/data/slot-order.ts';
import { rowsPieceSchema } from '../../../../src/domain/project/piece.ts';
import { loadBlueprints } from '../../../../src/integrations/ai/builtin/load-blueprint.ts';
import { canonicalJson } from '../../../../src/integrations/artifacts/canonical-json.ts';
import { blueprintsFolder } from '../../blueprint/ecommerce.ts';

const blueprints = await loadBlueprints(blueprintsFolder);

it.each(blueprints.map((blueprint) => [blueprint.card.name, blueprint] as const))(
  'makes the same rows of %s from rules that were stored as from those that were written',
  (_, { scenario, pieces }) => {
    const stored = pieces.rows.map((piece) => rowsPieceSchema.parse(JSON.parse(canonicalJson(piece))));
    const make = (rows: typeof stored) =>
      materialise({ scenario, rows, dataVolume: 'fuller', asOf: '2026-11-20', shortId: 's' });
    expect(make(stored)).toEqual(make([...pieces.rows]));
  },
);

it('puts what is read before what reads it, and by name where nothing decides', () => {
  const order = slotOrder('crm.accounts', {
    working: { young: { kind: 'after', column: 'born', minimum_hours: 1, maximum_hours: 2, not_after: 'today' } },
    columns: {
      age: { kind: 'copy', column: 'young' },
      owner_since: { kind: 'lookup', source: 'crm.owners', column: 'since' },
      z_owner: { kind: 'reference', source: 'crm.owners', column: 'id' },
      today: { kind: 'day', earliest_days_ago: 0, latest_days_ago: 0 },
      born: { kind: 'day', earliest_days_ago: 9, latest_days_ago: 9 },
      before: { kind: 'previous', column: 'age', first: { kind: 'constant', value: null } },
    },
  });
  expect(order).toEqual(['before', 'born', 'today', 'young', 'age', 'z_owner', 'owner_since']);
});

it('refuses rules that wait for each other, and names them', () => {
  const columns = { a: { kind: 'copy', column: 'b' }, b: { kind: 'copy', column: 'a' } } as const;
  expect(() => slotOrder('crm.accounts', { columns })).toThrow(/crm\.accounts.*a, b read each other/);
});
