import { expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Pieces } from '../../../../src/domain/project/piece.ts';
import { renderProject } from '../../../../src/domain/project/render-project.ts';
import { loadBlueprint } from '../../../../src/integrations/ai/builtin/load-blueprint.ts';
import { canonicalJson } from '../../../../src/integrations/artifacts/canonical-json.ts';
import { readTemplate } from '../../../../src/integrations/template/read.ts';
import { blueprintsFolder } from '../../blueprint/ecommerce.ts';

const template = await readTemplate('template');

/** A blueprint's project, with the pieces that are given. */
function rendered({ scenario }: Pick<Awaited<ReturnType<typeof loadBlueprint>>, 'scenario'>, pieces: Pieces) {
  const named = { company: 'Loopwise', companyName: 'loopwise', shortId: 'ab12' };
  const about = { warehouse: 'duckdb', dataVolume: 'ten', asOf: '2026-11-20' } as const;
  return renderProject({ ...named, scenario, pieces, ...about }, template);
}

it('names no null in what a unit test is given, as Redshift refuses it, and keeps those that are expected', async () => {
  const blueprint = await loadBlueprint(`${blueprintsFolder}/winery-kpi`);
  expect(JSON.stringify(blueprint.pieces.sql.map(({ unit_tests }) => unit_tests.map(({ given }) => given)))).toContain(
    'null',
  );
  const files = [...rendered(blueprint, blueprint.pieces).main].filter(([path]) => path.endsWith('unit_tests.yml'));
  const tests: { given: { rows: object[] | string }[]; expect: { rows: object[] } }[] = files.flatMap(
    ([, text]) => parse(text).unit_tests,
  );
  const given = tests.flatMap((test) => test.given.flatMap(({ rows }) => (typeof rows === 'string' ? [] : rows)));
  expect(given.length).toBeGreaterThan(20);
  expect(given.filter((row) => Object.values(row).includes(null))).toEqual([]);
  // Its other cells stand.
  expect(given).toContainEqual(expect.objectContaining({ kpi_id: 8, code: 'guests' }));
  expect(tests.some((test) => test.expect.rows.some((row) => Object.values(row).includes(null)))).toBe(true);
});

it.each(['ecommerce-orders', 'saas-subscriptions'])(
  'lists the cells of a unit test in the sequence of the columns, also where storing has sorted them: %s',
  async (name) => {
    const blueprint = await loadBlueprint(`${blueprintsFolder}/${name}`);
    const { scenario, pieces } = blueprint;
    const render = (given: Pieces) => rendered(blueprint, given);
    const stored: Pieces = JSON.parse(canonicalJson(pieces));
    expect([...render(stored).main]).toEqual([...render(pieces).main]);
    const file = render(stored).main.get('models/marts/unit_tests.yml') ?? '';
    const mart = scenario.marts.find(({ incremental }) => incremental);
    const [first] = mart?.columns ?? [];
    expect(file).toMatch(new RegExp(`rows:\\n\\s+- \\{?\\s*${first?.name}:`));
  },
);
