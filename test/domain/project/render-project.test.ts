import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ProjectFiles } from '../../../src/domain/project/render-input.ts';
import { renderProject } from '../../../src/domain/project/render-project.ts';
import { projectStatistics } from '../../../src/domain/project/statistics.ts';
import { readTemplate } from '../../../src/integrations/template/read.ts';
import { libraryInput, libraryPieces, libraryScenario } from '../fixtures/library.ts';

const template = await readTemplate('template');
const rendered = renderProject(libraryInput(), template);

function file(path: string, files: ProjectFiles = rendered.main): string {
  const content = files.get(path);
  if (content === undefined) throw new Error(`There is no ${path}.`);
  return content;
}

describe('a rendered project', () => {
  it('is laid out as dbt users expect', () => {
    expect([...rendered.main.keys()]).toEqual([
      '.gitignore',
      'README.md',
      'data_quality_demo_guide.md',
      'dbt_project.yml',
      'macros/as_of.sql',
      'macros/drop_demo_schemas.sql',
      'models/exposures.yml',
      'models/groups.yml',
      'models/intermediate/int_loans_with_books.sql',
      'models/intermediate/schema.yml',
      'models/intermediate/unit_tests.yml',
      'models/marts/dim_members.sql',
      'models/marts/docs.md',
      'models/marts/fct_loans.sql',
      'models/marts/fct_loans_by_day.sql',
      'models/marts/schema.yml',
      'models/marts/time_spine_daily.sql',
      'models/marts/unit_tests.yml',
      'models/semantic_layer.yml',
      'models/staging/schema.yml',
      'models/staging/sources.yml',
      'models/staging/stg_catalogue__books.sql',
      'models/staging/stg_desk__loans.sql',
      'models/staging/stg_desk__members.sql',
      'profiles.yml',
      'seeds/raw_catalogue__books.csv',
      'seeds/raw_desk__loans.csv',
      'seeds/raw_desk__members.csv',
      'seeds/schema.yml',
      'tests/generic/at_least.sql',
      'tests/generic/at_most.sql',
      'tests/generic/not_before.sql',
      'tests/generic/unique_combination.sql',
      'tests/loans_by_day_add_up.sql',
    ]);
  });

  it('is the same, byte for byte, when it is rendered again', () => {
    const again = renderProject(libraryInput(), template);
    expect([...again.main]).toEqual([...rendered.main]);
    expect([...again.batches]).toEqual([...rendered.batches]);
    expect([...again.changes]).toEqual([...rendered.changes]);
  });

  it('has exactly ten rows a source, dated up to its own day', () => {
    const csv = file('seeds/raw_desk__loans.csv').trim().split('\n');
    expect(csv).toHaveLength(11);
    expect(csv[1]).toBe('1,1,isbn-0,2026-06-02,2026-10-22,0.50,2026-10-22 06:00:00');
    expect(file('dbt_project.yml')).toContain('as_of: "2026-11-20"');
  });

  it('gives a clone a DuckDB profile in the schema of the demo', () => {
    expect(parse(file('profiles.yml'))).toEqual({
      city_library_demo: {
        target: 'dev',
        outputs: {
          dev: { type: 'duckdb', path: 'city_library_demo.duckdb', schema: 'city_library_a1b2c3', threads: 4 },
        },
      },
    });
  });

  it('keeps the last delivery where a source delivers versions, and only there', () => {
    expect(file('models/staging/stg_desk__loans.sql')).toContain('partition by loan_id order by loaded_at desc');
    expect(file('models/staging/stg_desk__members.sql')).not.toContain('row_number');
  });

  it('filters the incremental mart by load time, looking back, and leaves the strategy to the adapter', () => {
    const sql = file('models/marts/fct_loans.sql');
    expect(sql).toContain("unique_key='loan_id'");
    expect(sql).toContain("{{ dbt.dateadd('day', -2, 'max(loaded_at)') }}");
    expect(sql).not.toContain('incremental_strategy');
  });

  it('refers only to what it has, and reads everything that it has', () => {
    const sql = [...rendered.main].filter(([path]) => path.endsWith('.sql') && !template.has(path));
    const models = sql.flatMap(([path]) => (path.startsWith('models/') ? [path.replace(/^.*\/|\.sql$/g, '')] : []));
    const everything = [...rendered.main.values()].join('\n');
    const referred = new Set([...everything.matchAll(/ref\('(\w+)'\)/g)].map(([, name]) => name));
    expect([...referred].filter((name) => !models.includes(name ?? ''))).toEqual([]);
    expect(models.filter((name) => !referred.has(name))).toEqual(['time_spine_daily']);
    const { sources } = parse(file('models/staging/sources.yml'));
    const seeds = sources.flatMap((source: { tables: { identifier: string }[] }) =>
      source.tables.map(({ identifier }) => `seeds/${identifier}.csv`),
    );
    expect(seeds.filter((path: string) => !rendered.main.has(path))).toEqual([]);
  });

  it('leaves the semantic layer out where there is none', () => {
    const scenario = { ...libraryScenario(), semantic_layer: undefined };
    const { main } = renderProject(libraryInput({ scenario }), template);
    expect([...main.keys()].filter((path) => /semantic|spine/.test(path))).toEqual([]);
    expect(file('models/marts/schema.yml', main)).not.toMatch(/entity|dimension|metrics|time_spine/);
  });

  it('says which model lacks its SQL', () => {
    const pieces = { ...libraryPieces(), sql: [] };
    expect(() => renderProject(libraryInput({ pieces }), template)).toThrow('int_loans_with_books cannot be rendered');
  });

  it('says of every model who answers for it and which layer it is in, and documents marts in blocks', () => {
    const project = parse(file('dbt_project.yml')).models.city_library_demo;
    const owners = parse(file('models/groups.yml')).groups.map(({ name }: { name: string }) => name);
    for (const [layer, settings] of Object.entries<Record<string, unknown>>(project)) {
      expect(settings['+tags']).toEqual([layer]);
      expect(owners).toContain(settings['+group']);
    }
    const marts: { name: string; description: string }[] = parse(file('models/marts/schema.yml')).models;
    for (const { name } of libraryScenario().marts) {
      expect(marts.find((mart) => mart.name === name)?.description).toBe(`{{ doc('${name}') }}`);
      expect(file('models/marts/docs.md')).toContain(`{% docs ${name} %}\n`);
    }
    expect(file('models/marts/docs.md')).toContain('Loans only grow.');
  });

  it('counts what it holds', () => {
    expect(projectStatistics(libraryScenario(), rendered.main)).toEqual({
      sources: 3,
      models: 8,
      tests: 24,
      unitTests: 3,
      seeds: 3,
      rows: 30,
      metrics: 5,
      exposures: 1,
      files: 34,
    });
  });
});

describe('a batch', () => {
  it('holds only the seeds that differ from main', () => {
    expect([...rendered.batches].map(([id, files]) => [id, [...files.keys()]])).toEqual([
      ['unknown-members-on-day-one', ['seeds/raw_desk__loans.csv']],
      ['next-day', ['seeds/raw_desk__loans.csv', 'seeds/raw_desk__members.csv']],
      ['unknown-members-on-next-day', ['seeds/raw_desk__loans.csv', 'seeds/raw_desk__members.csv']],
    ]);
  });
});

describe('a change', () => {
  it('holds only the files that differ from main', () => {
    expect([...rendered.changes].map(([id, files]) => [id, [...files.keys()]])).toEqual([
      ['join-every-copy', ['models/intermediate/int_loans_with_books.sql']],
      ['count-as-text', ['models/marts/fct_loans_by_day.sql']],
      ['net-fees', ['models/marts/fct_loans.sql', 'models/marts/schema.yml']],
    ]);
  });

  it('breaks a contract by leaving the altered column to its logic, and no other', () => {
    const sql = file('models/marts/fct_loans_by_day.sql', rendered.changes.get('count-as-text'));
    expect(sql).toContain('    loan_count,\n    cast(days_ago as');
  });

  it('takes the contract and the metric along with an added column', () => {
    const changed = parse(file('models/marts/schema.yml', rendered.changes.get('net-fees')));
    const [loans] = changed.models;
    expect(loans.columns.at(-1)).toEqual({ name: 'net_fee', data_type: 'numeric(18,2)', description: 'Without tax.' });
    expect(loans.metrics.find((metric: { name: string }) => metric.name === 'fees').expr).toBe('net_fee');
  });
});
