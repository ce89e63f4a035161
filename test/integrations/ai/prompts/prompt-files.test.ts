import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { root } from '../../../../src/config.ts';
import { FoundryError } from '../../../../src/domain/foundry-error.ts';
import { promptTasks } from '../../../../src/domain/prompt/tasks.ts';
import { longestGuidance, readPrompts } from '../../../../src/integrations/ai/prompts/prompt-files.ts';

/** The shipped prompts in a folder of their own, with a team's guidance. */
async function folderWith(guidance: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'prompts-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(join(root, 'prompts'), folder, { recursive: true });
  await rm(join(folder, 'guidance'), { recursive: true, force: true });
  if (Object.keys(guidance).length > 0) await mkdir(join(folder, 'guidance'));
  for (const [name, text] of Object.entries(guidance)) await writeFile(join(folder, 'guidance', name), text);
  return folder;
}

it('gives every task its text and the digest of it', async () => {
  const folder = await folderWith({});
  const prompts = await readPrompts(folder);
  for (const task of promptTasks) {
    const text = (await readFile(join(folder, `${task}.md`), 'utf8')).trim();
    expect(prompts.tasks[task].template).toBe(text);
    expect(prompts.tasks[task].digest).toBe(createHash('sha256').update(text).digest('hex'));
  }
  expect(prompts.guidance).toEqual([]);
  expect(prompts.system.template).not.toContain('Guidance of this team');
});

it('adds every .txt and .md of the guidance to the system prompt, in the order of their names and as they are', async () => {
  const prompts = await readPrompts(
    await folderWith({
      '20-tone.md': 'Say [[company]] and {{ nothing }} plainly.',
      '10-house.txt': '\ufeffLead with the outcome.\r\n',
      'B.md': 'Capitals first.',
      'empty.md': ' \n',
      'notes.docx': 'never',
      '.hidden.md': 'never',
    }),
  );
  const { template } = prompts.system;
  const places = ['Lead with the outcome.', 'Say [[company]] and {{ nothing }} plainly.', 'Capitals first.'].map(
    (text) => template.indexOf(text),
  );
  expect(places.every((place) => place > 0)).toBe(true);
  expect(places).toEqual([...places].sort((one, other) => one - other));
  expect(template).not.toContain('never\n');
  expect(prompts.guidance.map(({ file, characters }) => [file, characters])).toEqual([
    ['10-house.txt', 22],
    ['20-tone.md', 42],
    ['B.md', 15],
  ]);
});

it('has another digest whenever a prompt or the guidance differs', async () => {
  const plain = await readPrompts(await folderWith({}));
  const again = await readPrompts(await folderWith({}));
  const guided = await readPrompts(await folderWith({ 'a.md': 'Lead with the outcome.' }));
  const folder = await folderWith({});
  await writeFile(join(folder, 'write-change.md'), '[[change]] [[models]] [[current]]');
  const altered = await readPrompts(folder);
  expect(again.digest).toBe(plain.digest);
  expect(new Set([plain, guided, altered].map(({ digest }) => digest)).size).toBe(3);
  expect(altered.system.digest).toBe(plain.system.digest);
  expect(guided.tasks['write-change'].digest).toBe(plain.tasks['write-change'].digest);
});

it('takes guidance up to its limit, and refuses more with the files that have it', async () => {
  const half = 'x'.repeat(longestGuidance / 2);
  await expect(readPrompts(await folderWith({ 'a.md': half, 'b.md': half }))).resolves.toBeDefined();
  const failure = await readPrompts(await folderWith({ 'a.md': half, 'b.md': `${half}y` })).catch((error) => error);
  expect(failure).toBeInstanceOf(FoundryError);
  expect(failure).toMatchObject({ code: 'guidance-too-long', retryable: false });
  expect(failure.sentence).toContain('20,001');
  expect(failure.mend).toContain('a.md, b.md');
});

it('refuses a folder in which a prompt is missing, and a system prompt with a blank', async () => {
  const folder = await folderWith({});
  await rm(join(folder, 'tell-story.md'));
  await expect(readPrompts(folder)).rejects.toMatchObject({ code: 'prompt-missing' });
  const other = await folderWith({});
  await writeFile(join(other, 'system.md'), 'You are [[who]].');
  await expect(readPrompts(other)).rejects.toMatchObject({ code: 'prompt-blank' });
});

it('fills a task, and names the file where its blanks do not fit', async () => {
  const prompts = await readPrompts(await folderWith({}));
  expect(prompts.render('condense-notes', { part: '1', parts: '2', notes: 'Mugs.' })).toContain('part 1 of 2');
  expect(() => prompts.render('condense-notes', { part: '1', parts: '2' })).toThrow('condense-notes');
});
