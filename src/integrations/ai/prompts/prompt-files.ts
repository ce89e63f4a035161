import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PromptError } from '../../../domain/prompt/prompt-error.ts';
import { type Blanks, blanksIn, renderPrompt } from '../../../domain/prompt/render-prompt.ts';
import { type PromptTask, promptTasks } from '../../../domain/prompt/tasks.ts';
import { type Digest, digestOf } from '../../artifacts/digest.ts';

/** Characters of guidance, all files together, at most: every call carries it. */
export const longestGuidance = 20_000;

/** A prompt as its file has it, and the digest of that text, by which a build records what it was asked with. */
export interface PromptFile {
  readonly template: string;
  readonly digest: Digest;
}

/** A file of `prompts/guidance/`, as it was found. */
export interface Guidance {
  readonly file: string;
  readonly characters: number;
  readonly digest: Digest;
}

/** All prompts, read once. */
export interface Prompts {
  /** The rules of the house and the guidance beneath them: the same text for every call. */
  readonly system: PromptFile;
  readonly guidance: readonly Guidance[];
  readonly tasks: Readonly<Record<PromptTask, PromptFile>>;
  /** Of everything above: changes whenever any prompt or guidance does. */
  readonly digest: Digest;
  /** @throws PromptError when the values do not fit the task's blanks */
  render(task: PromptTask, blanks: Blanks): string;
}

/**
 * Reads the prompts of a folder. What stands in its folder `guidance`, every `.txt` and `.md` in the order of their
 * names, is added to the system prompt as it is.
 *
 * @throws PromptError when a prompt is missing, or there is more guidance than a call can carry
 */
export async function readPrompts(folder: string): Promise<Prompts> {
  const guidance = await readGuidance(join(folder, 'guidance'));
  const rules = await readPrompt(folder, 'system');
  if (blanksIn(rules).length > 0) {
    throw new PromptError(
      'prompt-blank',
      'The system prompt has a blank, and nothing fills it.',
      'Take the blank out of prompts/system.md.',
    );
  }
  const system = promptFile(
    [
      rules,
      ...(guidance.length > 0 ? [`# Guidance of this team\n\n${guidance.map(({ text }) => text).join('\n\n')}`] : []),
    ].join('\n\n'),
  );
  const files = await Promise.all(
    promptTasks.map(async (task) => [task, promptFile(await readPrompt(folder, task))] as const),
  );
  const tasks = Object.fromEntries(files) as Record<PromptTask, PromptFile>; // One entry for each task, just above.
  return {
    system,
    guidance: guidance.map(({ file, text }) => ({ file, characters: text.length, digest: digestOf(text) })),
    tasks,
    digest: digestOf([system.digest, ...files.map(([task, { digest }]) => `${task} ${digest}`)].join('\n')),
    render: (task, blanks) => renderPrompt(tasks[task].template, blanks, task),
  };
}

function promptFile(template: string): PromptFile {
  return { template, digest: digestOf(template) };
}

/** A prompt's text, whatever system its file was written on. */
async function readText(path: string): Promise<string> {
  const text = await readFile(path, 'utf8');
  return text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .trim();
}

async function readPrompt(folder: string, name: string): Promise<string> {
  try {
    return await readText(join(folder, `${name}.md`));
  } catch {
    throw new PromptError(
      'prompt-missing',
      `The prompt prompts/${name}.md cannot be read.`,
      'Put the file back as it came, then try again.',
    );
  }
}

async function readGuidance(folder: string): Promise<{ file: string; text: string }[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = entries
    .filter((entry) => !entry.isDirectory() && /^[^.].*\.(txt|md)$/i.test(entry.name))
    .map(({ name }) => name)
    // By code unit, so that the order is the same wherever it runs.
    .sort((one, other) => (one < other ? -1 : 1));
  const read = await Promise.all(files.map(async (file) => ({ file, text: await readText(join(folder, file)) })));
  const guidance = read.filter(({ text }) => text !== '');
  const characters = guidance.reduce((sum, { text }) => sum + text.length, 0);
  if (characters > longestGuidance) {
    const most = longestGuidance.toLocaleString('en');
    throw new PromptError(
      'guidance-too-long',
      `The files in prompts/guidance have ${characters.toLocaleString('en')} characters together, and ${most} is the most.`,
      `Shorten or remove some of ${guidance.map(({ file }) => file).join(', ')}.`,
    );
  }
  return guidance;
}
