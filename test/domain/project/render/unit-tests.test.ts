import { expect, it } from 'vitest';
import type { Pieces } from '../../../../src/domain/project/piece.ts';
import { renderProject } from '../../../../src/domain/project/render-project.ts';
import { loadBlueprint } from '../../../../src/integrations/ai/builtin/load-blueprint.ts';
import { canonicalJson } from '../../../../src/integrations/artifacts/canonical-json.ts';
import { readTemplate } from '../../../../src/integrations/template/read.ts';
import { blueprintsFolder } from '../../blueprint/ecommerce.ts';

const template = await readTemplate('template');

it.each(['ecommerce-orders', 'saas-subscriptions'])(
  'lists the cells of a unit test in the sequence of the columns, also where storing has sorted them: %s',
  async (name) => {
    const { scenario, pieces } = await loadBlueprint(`${blueprintsFolder}/${name}`);
    const render = (given: Pieces) =>
      renderProject(
        {
          company: 'Loopwise',
          companyName: 'loopwise',
          shortId: 'ab12',
          scenario,
          pieces: given,
          warehouse: 'duckdb',
          dataVolume: 'ten',
          asOf: '2026-11-20',
        },
        template,
      );
    const stored: Pieces = JSON.parse(canonicalJson(pieces));
    expect([...render(stored).main]).toEqual([...render(pieces).main]);
    const file = render(stored).main.get('models/marts/unit_tests.yml') ?? '';
    const mart = scenario.marts.find(({ incremental }) => incremental);
    const [first] = mart?.columns ?? [];
    expect(file).toMatch(new RegExp(`rows:\\n\\s+- \\{?\\s*${first?.name}:`));
  },
);
