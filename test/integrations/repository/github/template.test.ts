import { describe, expect, it } from 'vitest';
import { at, textsOf } from '../repositories.ts';
import { someGitHub } from './some-github.ts';

type Files = readonly {
  readonly path: string;
  readonly mode?: string;
  readonly bytes?: Uint8Array;
  readonly sha?: string;
}[];

/** A template of Bob's, public, with these files on main. */
async function aTemplate(files: Files) {
  const some = await someGitHub();
  const bob = some.state.addAccount('bob', 'User');
  const { store } = some.state.create(bob, 'template', null, false);
  const save = (contents: Files) => {
    const entries = contents.map(({ path, mode = '100644', bytes = Buffer.from(path), sha }) => ({
      path,
      mode,
      sha: sha ?? store.writeBlob(bytes),
    }));
    const who = { name: 'Bob', email: 'bob@example.com', date: at };
    const commit = store.writeCommit({
      tree: store.writeTree(entries),
      parents: [],
      author: who,
      committer: who,
      message: 'Template\n',
    });
    store.setRef('refs/heads/main', commit);
    return commit;
  };
  const commit = save(files);
  const url = `${some.github.url}/bob/template`;
  const reader = some.open({ allowedTemplates: [url] });
  return { ...some, store, save, commit, url, reader, read: (ref?: string) => reader.readTemplateAt(url, ref) };
}

describe('a template repository', () => {
  it('is read at a branch, a tag, a commit or its default branch, with the commit for reading it again', async () => {
    const { read, store, save, commit } = await aTemplate([
      { path: 'dbt_project.yml' },
      { path: 'macros/x.sql', mode: '100755' },
    ]);
    store.setRef('refs/tags/v1', commit);
    const files = { 'dbt_project.yml': 'dbt_project.yml', 'macros/x.sql': 'macros/x.sql' };
    const later = save([{ path: 'later.sql' }]);

    for (const ref of ['v1', commit]) {
      const template = await read(ref);
      expect(template.commit).toBe(commit);
      expect(textsOf(template.files)).toEqual(files);
    }
    for (const ref of ['main', undefined]) expect((await read(ref)).commit).toBe(later);
  });

  it.each<[string, Files, RegExp]>([
    ['a submodule', [{ path: 'dbt_utils', mode: '160000', sha: '1'.repeat(40) }], /submodule at "dbt_utils"/],
    ['a link', [{ path: 'seeds', mode: '120000' }], /link at "seeds"/],
    ['bytes that are no text', [{ path: 'logo.png', bytes: Buffer.from([1, 0, 2]) }], /"logo.png", which is no text/],
    ['too many files', Array.from({ length: 501 }, (_, n) => ({ path: `f${n}` })), /501 files; 500/],
    ['too much', [{ path: 'big.csv', bytes: Buffer.alloc(5_000_001, 'x') }], /6 MB; 5 MB/],
  ])('is refused with %s', async (_, files, sentence) => {
    const { read } = await aTemplate(files);
    await expect(read()).rejects.toMatchObject({
      code: 'template-unfit',
      retryable: false,
      sentence: expect.stringMatching(sentence),
    });
  });

  it('is refused where GitHub lists only a part of it', async () => {
    const { read, github } = await aTemplate([{ path: 'a' }]);
    github.next({ does: 'answer', status: 200, body: { sha: 'x', truncated: true, tree: [] }, path: /git\/trees/ });
    await expect(read()).rejects.toMatchObject({ code: 'template-unfit' });
  });

  it('is refused with a path that leads out of it', async () => {
    const { read, github, store } = await aTemplate([{ path: 'a' }]);
    const sha = store.writeBlob(Buffer.from('a'));
    const tree = [{ path: '../../.bashrc', mode: '100644', type: 'blob', sha, size: 1 }];
    github.next({ does: 'answer', status: 200, body: { sha: 'x', truncated: false, tree }, path: /git\/trees/ });
    await expect(read()).rejects.toMatchObject({ code: 'repository-input', retryable: false });
  });

  it('is said to be missing with its name and the branch', async () => {
    const { read, url, open } = await aTemplate([{ path: 'a' }]);
    await expect(read('nowhere')).rejects.toMatchObject({
      code: 'template-missing',
      sentence: expect.stringContaining('nowhere in bob/template'),
    });
    const missing = open({ allowedTemplates: ['bob/*'] }).readTemplateAt(`${url}-gone`);
    await expect(missing).rejects.toMatchObject({ code: 'template-missing' });
  });

  it('is read only if it is on the list, however its address is written, and nothing is asked otherwise', async () => {
    const { open, github, url } = await aTemplate([{ path: 'a' }]);
    const before = github.requests.length;
    for (const allowed of [[], ['bob/other'], ['ann/*'], ['bob/temp']]) {
      const read = open({ allowedTemplates: allowed }).readTemplateAt(url);
      await expect(read).rejects.toMatchObject({ code: 'template-not-allowed' });
    }
    for (const address of [
      'https://evil.example/bob/template',
      'bob/../../x',
      `${url}/tree/main`,
      'bob/*',
      'bob',
      'git@x:bob/template',
    ]) {
      const read = open({ allowedTemplates: ['bob/*', address] }).readTemplateAt(address);
      await expect(read).rejects.toMatchObject({ code: 'template-not-allowed' });
    }
    expect(github.requests).toHaveLength(before);
    for (const address of [url, `${url}.git`, 'Bob/Template']) {
      expect((await open({ allowedTemplates: ['bob/*'] }).readTemplateAt(address)).files.size).toBe(1);
    }
  });
});
