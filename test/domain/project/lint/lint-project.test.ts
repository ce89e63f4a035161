import { describe, expect, it } from 'vitest';
import { checkEdit, lintProject } from '../../../../src/domain/project/lint/lint-project.ts';
import { renderProject } from '../../../../src/domain/project/render-project.ts';
import { readDbtSchemas } from '../../../../src/integrations/dbt/schemas.ts';
import { readTemplate } from '../../../../src/integrations/template/read.ts';
import { dbtPython } from '../../../setup/dbt.ts';
import { libraryInput } from '../../fixtures/library.ts';

const template = await readTemplate('template');
const { main, batches, changes } = renderProject(libraryInput(), template);

describe('a rendered project', () => {
  it('fits the JSON schemas that dbt-core ships, on main and in every change', { timeout: 60_000 }, async () => {
    const schemas = await readDbtSchemas(dbtPython());
    expect(lintProject(main, template, schemas)).toEqual([]);
    for (const files of [...batches.values(), ...changes.values()]) {
      expect(lintProject(new Map([...main, ...files]), template, schemas)).toEqual([]);
    }
    const edited = (main.get('models/marts/schema.yml') ?? '').replace('    config:\n', '    tags: [x]\n    config:\n');
    expect(checkEdit('models/marts/schema.yml', edited, schemas)).toEqual([
      {
        path: 'models/marts/schema.yml',
        line: expect.any(Number),
        message: 'models.0: dbt does not know the key tags here.',
      },
    ]);
  });

  it('has its macros from the template alone', () => {
    const macros = 'macros/as_of.sql';
    const altered = new Map([...main, [macros, `${template.get(macros)}{% do run_query('select 1') %}`]]);
    expect(lintProject(altered, template).map(({ path }) => path)).toEqual([macros]);
  });

  it('calls none of them that does something', () => {
    const calling = new Map([...main, ['models/marts/x.sql', "{% do drop_demo_schemas('acme_abc123') %} select 1"]]);
    expect(lintProject(calling, template)).toMatchObject([{ path: 'models/marts/x.sql', line: 1 }]);
  });
});

describe('a path', () => {
  it.each([
    '../models/x.sql',
    '/etc/x.sql',
    'models//x.sql',
    'models/./x.sql',
    'models\\x.sql',
    'models/x\0.sql',
    '.git/hooks/post-checkout',
    'models/x.PY',
    'packages.yml',
    'dbt_packages/dbt_utils/macros/x.sql',
    'target/manifest.json',
    '.github/workflows/ci.yml',
    `models/${'x'.repeat(300)}.sql`,
    'models/con.sql',
    'C:/x.sql',
  ])('%j is refused', (path) => expect(checkEdit(path, 'select 1')).toHaveLength(1));

  it('is refused where one file system cannot tell it from another', () => {
    const files = new Map([...main, ['Models/marts/FCT_loans.sql', 'select 1']]);
    expect(lintProject(files, template)[0]?.message).toMatch(/differs from .* by case/);
  });
});

describe('the folders of a project', () => {
  it.each([
    'model-paths: [models, /etc]',
    'seed-paths: ["seeds", "../other"]',
    'target-path: ~/x',
    'log-path: C:\\logs',
  ])('lie inside it, not as in %j', (line) =>
    expect(checkEdit('dbt_project.yml', `name: x\n${line}\n`)[0]).toMatchObject({ line: 2 }),
  );
  it('are taken where they do', () => {
    expect(checkEdit('dbt_project.yml', 'name: x\nmodel-paths: [models, more/..models]\n')).toEqual([]);
  });
});

describe('Jinja in an edit', () => {
  it.each([
    "{{ run_query('drop table x') }}",
    "{% call statement('x') %}drop table x{% endcall %}",
    "{{ config(pre_hook='drop table x') }}",
    '{% do adapter.drop_schema(x) %}',
    "{{ '}}' ~ run_query('x') }}",
    "{# {{ ' #}{{ run_query('x') }}{# ' }} #}",
    "{% raw %}{{ ' {% endraw %}{{ run_query('x') }}{% raw %} ' }}{% endraw %}",
    "{{ dbt['run' ~ '_query']('x') }}",
    "{{ (dbt | attr('run_query'))('x') }}",
    "{{ ''.__class__ }}",
    "{{ env_var('HOME') }}",
    '{% macro generate_schema_name(a, b) %}x{% endmacro %}',
    '{% materialization x, default %}{% endmaterialization %}',
    "{{ run_query('never closed",
  ])('%s is refused', (jinja) => {
    expect(checkEdit('models/marts/x.sql', `select 1 as one\n-- ${jinja}`)[0]).toMatchObject({ line: 2 });
  });

  it.each([
    "{{ config(materialized='incremental', unique_key=['a', 'b']) }}\nselect * from {{ ref('a') }} {% if is_incremental() %} where a > (select max(a) from {{ this }}) {% endif %}",
    "select {{ dbt.dateadd('day', -1, 'max(loaded_at)') }} as a -- leaves the strategy to the adapter",
    "select * from {{ source('a', 'b') }} {# run_query is not called here #}",
  ])('%s is fine', (sql) => expect(checkEdit('models/marts/x.sql', sql)).toEqual([]));
});

describe('SQL and YAML in an edit', () => {
  it.each([
    ["select 'a", 1],
    ['select 1\n/* x', 2],
    ['select (1', null],
    ['select 1)', 1],
    ['select 1;\nselect 2', 1],
  ])('%j is refused with its line', (sql, line) => {
    expect(checkEdit('models/x.sql', sql)).toEqual([{ path: 'models/x.sql', line, message: expect.any(String) }]);
  });

  it.each([
    ['models:\n  - name: a\n   x: 1', 3],
    ['models:\n  - name: a\n    name: b', 3],
    ['models:\n  - name: a\n    config:\n      pre-hook: drop table x', 4],
    ['on-run-end: drop table x', 1],
  ])('%j is refused with its line', (yaml, line) => {
    expect(checkEdit('models/x.yml', yaml)[0]).toMatchObject({ line });
  });

  it('an alias bomb is refused', () => {
    const levels = 'bcdefghi'.split('').map((name, at) => `${name}: &${name} [${`*${'abcdefgh'[at]}, `.repeat(9)}]`);
    expect(checkEdit('models/x.yml', `a: &a [x]\n${levels.join('\n')}\n`)).toHaveLength(1);
  });
});
