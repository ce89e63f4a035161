import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelRequest } from '../src/integrations/ai/model.ts';
import { promptFile } from './prompt-file.ts';

/** Where the answers of one brief are kept, and where its open prompts lie. */
export interface Desk {
  readonly brief: string;
  /** Holds `{question}.json`. */
  readonly answers: string;
  /** Holds `{question}.prompt.md`, and takes `{question}.answer.json`. */
  readonly open: string;
}

/** Lays a prompt out for a person. */
export async function layOut({ open }: Desk, name: string, request: ModelRequest<unknown>): Promise<void> {
  await mkdir(open, { recursive: true });
  await writeFile(join(open, `${name}.prompt.md`), promptFile(request, join(open, `${name}.answer.json`)));
}

/** Takes away the prompts that nobody asks any more. */
export async function clearDesk({ open }: Desk, waiting: readonly string[]): Promise<void> {
  const prompts = await filesIn(open, '.prompt.md');
  await Promise.all(
    prompts.filter((name) => !waiting.includes(name)).map((name) => rm(join(open, `${name}.prompt.md`))),
  );
}

/** Answers that are kept or handed in and that a run did not ask for, by their paths. */
export async function notAskedFor({ open, answers }: Desk, asked: readonly string[]): Promise<string[]> {
  const paths = async (folder: string, ending: string) =>
    (await filesIn(folder, ending)).filter((name) => !asked.includes(name)).map((name) => join(folder, name + ending));
  return [...(await paths(answers, '.json')), ...(await paths(open, '.answer.json'))];
}

async function filesIn(folder: string, ending: string): Promise<string[]> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return files.filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length));
}
