import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../../../../src/config.ts';
import { briefSchema } from '../../../../src/domain/brief/brief.ts';
import { companyStem } from '../../../../src/domain/naming/company.ts';
import type { ProjectFiles, RenderedProject } from '../../../../src/domain/project/render-input.ts';
import { renderProject } from '../../../../src/domain/project/render-project.ts';
import type { ProvenWarehouse } from '../../../../src/domain/rehearsal/warehouse-proof.ts';
import { dataVolumeOf } from '../../../../src/domain/scenario/data-volume.ts';
import { modelsOfSql } from '../../../../src/domain/scenario/models-of-sql.ts';
import { createBuiltinProvider } from '../../../../src/integrations/ai/builtin/provider.ts';
import { readTemplate } from '../../../../src/integrations/template/read.ts';

const company = "O'Brien & Söhne 株式会社";
const asOf = '2026-11-20';

/** A blueprint's project as a build renders it for a warehouse. */
export async function blueprintProject(blueprint: string, warehouse: ProvenWarehouse): Promise<RenderedProject> {
  const card = parse(await readFile(join(root, 'blueprints', blueprint, 'blueprint.yml'), 'utf8'));
  const brief = briefSchema.parse({ company, industry: card.label, warehouse });
  const provider = await createBuiltinProvider(join(root, 'blueprints'));
  const context = { signal: new AbortController().signal, progress: () => {} };
  const scenario = await provider.draftScenario({ brief }, context);
  // An industry's words may come to fit another blueprint better: what is asked for is what is proven.
  if (scenario.origin?.blueprint !== blueprint) throw new Error(`${card.label} is drafted from another blueprint`);
  const about = { brief, scenario };
  const models = modelsOfSql(scenario);
  const sources = scenario.sources.map(({ system, table }) => `${system}.${table}`);
  const sql = await Promise.all(models.map(({ name }) => provider.generateSql({ ...about, model: name }, context)));
  const pieces = {
    sql,
    rows: await Promise.all(sources.map((source) => provider.generateRows({ ...about, source, asOf }, context))),
    changes: await Promise.all(
      scenario.changes.map(({ id }) => provider.generateChange({ ...about, change: id, current: sql }, context)),
    ),
  };
  return renderProject(
    {
      company,
      companyName: companyStem(company),
      shortId: 'abc123',
      scenario,
      pieces,
      warehouse,
      dataVolume: dataVolumeOf(brief, scenario),
      asOf,
    },
    await readTemplate(join(root, 'template')),
  );
}

/** Files with some of them edited. */
export function edited(
  files: ProjectFiles,
  edits: Readonly<Record<string, (content: string) => string>>,
): Map<string, string> {
  const changed = Object.entries(edits).map(([path, edit]): [string, string] => {
    const content = files.get(path);
    if (content === undefined) throw new Error(`there is no ${path}`);
    return [path, edit(content)];
  });
  return new Map([...files, ...changed]);
}
