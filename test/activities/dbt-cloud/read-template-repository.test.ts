import { describe, expect, it } from 'vitest';
import { readTemplateRepository } from '../../../src/activities/dbt-cloud/read-template-repository.ts';
import { renderProjectStep } from '../../../src/activities/steps/render-project.ts';
import { briefSchema } from '../../../src/domain/brief/brief.ts';
import { snapshotSchema } from '../../../src/domain/project/snapshot.ts';
import { digestOf } from '../../../src/integrations/artifacts/digest.ts';
import { getJson, putJson } from '../../../src/integrations/artifacts/json.ts';
import { getTree } from '../../../src/integrations/artifacts/tree.ts';
import { libraryPieces, libraryScenario } from '../../domain/fixtures/library.ts';
import { at, textsOf } from '../../integrations/repository/repositories.ts';
import { openAccountsBench } from './accounts-bench.ts';

/** A build whose service names a template repository with these files; `ref` as the settings have it. */
async function aTemplate(files: Readonly<Record<string, string>>, ref?: string) {
  const bench = await openAccountsBench();
  const { store } = bench.state.create(bench.acme, 'template', null, true);
  const who = { name: 'Ann', email: 'ann@example.com', date: at };
  const save = (contents: Readonly<Record<string, string>>) => {
    const entries = Object.entries(contents).map(([path, text]) => ({
      path,
      mode: '100644',
      sha: store.writeBlob(Buffer.from(text)),
    }));
    const tree = store.writeTree(entries);
    const commit = store.writeCommit({ tree, parents: [], author: who, committer: who, message: 'Template\n' });
    store.setRef('refs/heads/main', commit);
    return commit;
  };
  const commit = save(files);
  const url = `${bench.github.url}/acme/template`;
  const deps = { ...bench.deps, services: { ...bench.deps.services, templateRepository: { url, ref } } };
  const { access } = bench;
  const read = () => bench.run(readTemplateRepository(deps), { buildId: 'b1', access });
  return { ...bench, url, commit, save, read };
}

describe('reading the template repository', () => {
  it('keeps its files as they are at a commit that stays', async () => {
    const macro = '{% macro cents(x) %}{{ x }} / 100{% endmacro %}\n';
    const { read, commit, url, save, deps } = await aTemplate({ 'macros/cents.sql': macro, LICENSE: 'Free\n' });
    const first = await read();
    expect(first).toEqual({ url, commit, files: expect.any(String) });
    expect(textsOf(await getTree(deps.artifacts, first?.files ?? ''))).toEqual({
      LICENSE: 'Free\n',
      'macros/cents.sql': macro,
    });
    const later = save({ 'docs/later.md': 'Later\n' });
    expect((await read())?.commit).toBe(later);
    expect([...(await getTree(deps.artifacts, first?.files ?? '')).keys()]).toEqual(['LICENSE', 'macros/cents.sql']);
  });

  it('is nothing where the settings name none, and asks nobody', async () => {
    const { run, deps, access, github } = await openAccountsBench();
    expect(await run(readTemplateRepository(deps), { buildId: 'b1', access })).toBeNull();
    expect(github.requests).toEqual([]);
  });

  it('leaves out what every project has of its own, whatever it says there', async () => {
    const profiles = 'x: {outputs: {dev: {password: "{{ env_var(\'PASSWORD\') }}"}}}\n';
    const { read, deps } = await aTemplate({
      ...{ 'profiles.yml': profiles, 'dbt_project.yml': 'on-run-start: drop schema x\n', 'readme.md': 'Theirs' },
      LICENSE: 'Free\n',
    });
    expect([...(await getTree(deps.artifacts, (await read())?.files ?? '')).keys()]).toEqual(['LICENSE']);
  });

  it.each([
    ['packages', { 'packages.yml': 'packages: []\n' }, /packages.yml: The project uses no packages/],
    ['a package in itself', { 'dbt_packages/x/dbt_project.yml': 'name: x\n' }, /What dbt writes by itself/],
    ['Python', { 'models/a.py': 'x = 1\n' }, /Python models are left out/],
    ['workflows of GitHub', { '.github/workflows/ci.yml': 'on: push\n' }, /Workflows of GitHub/],
    ['a hook', { 'models/a.sql': "{{ config(post_hook='drop table x') }}\nselect 1\n" }, /post_hook/],
    [
      'statements',
      { 'macros/a.sql': "{% macro a() %}{% do run_query('x') %}{% endmacro %}" },
      /a.sql, line 1: run_query/,
    ],
    [
      'a macro that names schemas',
      { 'macros/s.sql': '{% macro generate_schema_name(a, b) %}x{% endmacro %}' },
      /Schemas are named by dbt/,
    ],
    ['two', { 'a.py': '', 'b.py': '' }, /One other rule is broken, too\.$/],
  ])('refuses %s before any work, with the file and the rule', async (_, files, sentence) => {
    const { read } = await aTemplate(files);
    await expect(read()).rejects.toMatchObject({
      type: 'template-unfit',
      nonRetryable: true,
      message: expect.stringMatching(sentence),
    });
  });

  it('asks for the token where it is gone, and fails so that another try may help where GitHub is away', async () => {
    const { read, access, run, deps, github } = await aTemplate({ LICENSE: 'Free\n' });
    github.next({ does: 'answer', status: 503, body: '<html></html>' });
    await expect(read()).rejects.toMatchObject({ type: 'github-unavailable', nonRetryable: false });
    const secrets = { github_token: `key-${'a'.repeat(26)}` };
    const services = { ...deps.services, templateRepository: { url: 'acme/template', ref: undefined } };
    const step = readTemplateRepository({ ...deps, services });
    await expect(run(step, { buildId: 'b1', access: { ...access, secrets } })).rejects.toMatchObject({
      type: 'account-secret-lost',
      nonRetryable: true,
    });
  });
});

describe('a project that is rendered with a template repository', () => {
  it('has its files besides its own, which win, and edits lie over them', async () => {
    const template = {
      'CONTRIBUTING.md': 'Be kind.\n',
      'models/groups.yml': 'theirs\n',
      'macros/house.sql': '-- theirs\n',
    };
    const { read, deps } = await aTemplate(template);
    const { artifacts } = deps;
    const { rows, sql, changes } = libraryPieces();
    const stepResults = { find: async () => undefined, keep: async () => {} };
    const overlay = { path: 'macros/house.sql', beneath: digestOf('-- theirs\n'), content: '-- ours\n' };
    const input = {
      ...{ buildId: 'btest0000000', company: 'Acme', warehouse: 'snowflake' as const, asOf: '2026-11-20' },
      brief: await putJson(artifacts, briefSchema.parse({ company: 'Acme' })),
      scenario: await putJson(artifacts, libraryScenario()),
      pieces: await Promise.all([...rows, ...sql, ...changes].map((piece) => putJson(artifacts, piece))),
      overlays: await putJson(artifacts, { schema: 'overlays/1', overlays: [overlay] }),
    };
    // The step reads nothing else.
    const render = renderProjectStep({ ...deps, stepResults, codeVersion: 'test' } as never);
    const filesOf = async (template?: string) => {
      const theirs = template === undefined ? {} : { template };
      const snapshot = await getJson(artifacts, snapshotSchema, (await render({ ...input, ...theirs })).project);
      return { snapshot, files: textsOf(await getTree(artifacts, snapshot.main)) };
    };
    const without = await filesOf();
    expect(without.snapshot.conflicts).toHaveLength(1);
    const { snapshot, files } = await filesOf((await read())?.files);
    expect(files).toEqual({ ...without.files, 'CONTRIBUTING.md': 'Be kind.\n', 'macros/house.sql': '-- ours\n' });
    expect(snapshot).toMatchObject({ edited: ['macros/house.sql'], conflicts: [] });
    expect(snapshot.statistics.files).toBe(without.snapshot.statistics.files + 2);
    expect(snapshot.changes).toEqual(without.snapshot.changes);
  });
});
