import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import type { Brief } from '../domain/brief/brief.ts';
import { readBriefValue } from '../domain/brief/read-brief.ts';

/** A brief that cannot be used: one sentence for each thing to mend. */
export class BriefError extends Error {}

/** Reads a brief file, YAML with the keys of `briefSchema`. */
export async function readBrief(file: string): Promise<Brief> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new BriefError(`There is no brief file ${file}.`);
  });
  return parseBrief(text, file);
}

/** Reads a brief's text; `name` is what it is called where it is refused. @throws BriefError */
export function parseBrief(text: string, name: string): Brief {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw new BriefError(`${name} is not YAML: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  }
  const read = readBriefValue(value);
  if (read.ok) return read.brief;
  const problems = read.problems.map(({ field, sentence }) => (field === '' ? sentence : `${field}: ${sentence}`));
  throw new BriefError([`${name} cannot be used as a brief.`, ...problems.map((problem) => `  ${problem}`)].join('\n'));
}
