import { join } from 'node:path';
import { readBrief } from '../../src/cli/read-brief.ts';
import { root } from '../../src/config.ts';
import { companyStem } from '../../src/domain/naming/company.ts';
import { renderDataQualityGuide } from '../../src/domain/project/guide/data-quality-guide.ts';
import { renderSummary } from '../../src/domain/project/guide/summary.ts';
import { renderProject } from '../../src/domain/project/render-project.ts';
import { dataVolumeOf } from '../../src/domain/scenario/data-volume.ts';
import { modelsOfSql } from '../../src/domain/scenario/models-of-sql.ts';
import { createBuiltinProvider } from '../../src/integrations/ai/builtin/provider.ts';
import { readTemplate } from '../../src/integrations/template/read.ts';

/** Where the example stands. */
export const exampleFolder = join(root, 'docs/examples/ecommerce');

const asOf = '2026-01-31';

/** Renders the example: what a build makes of `examples/briefs/ecommerce.yaml`, by path below `exampleFolder`. */
export async function renderExample(): Promise<Map<string, string>> {
  const brief = await readBrief(join(root, 'examples/briefs/ecommerce.yaml'));
  const provider = await createBuiltinProvider(join(root, 'blueprints'));
  const context = { signal: new AbortController().signal, progress: () => {} };
  const scenario = await provider.draftScenario({ brief }, context);
  const sources = scenario.sources.map(({ system, table }) => `${system}.${table}`);
  const models = modelsOfSql(scenario).map(({ name }) => name);
  const about = { brief, scenario };
  const sql = await Promise.all(models.map((model) => provider.generateSql({ ...about, model }, context)));
  const pieces = {
    rows: await Promise.all(sources.map((source) => provider.generateRows({ ...about, source, asOf }, context))),
    sql,
    changes: await Promise.all(
      scenario.changes.map(({ id }) => provider.generateChange({ ...about, change: id, current: sql }, context)),
    ),
  };
  const { main } = renderProject(
    {
      company: brief.company,
      companyName: companyStem(brief.company),
      shortId: 'example',
      scenario,
      pieces,
      warehouse: brief.warehouse,
      dataVolume: dataVolumeOf(brief, scenario),
      asOf,
    },
    await readTemplate(join(root, 'template')),
  );
  return new Map([
    ...[...main].map(([path, content]): [string, string] => [`project/${path}`, content]),
    ['summary.md', renderSummary(scenario, { company: brief.company }, {})],
    ['data-quality-guide.md', renderDataQualityGuide(scenario, {})],
  ]);
}
