import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { type Brief, briefSchema } from '../domain/brief/brief.ts';

/** A brief that cannot be used: one sentence for each thing to mend. */
export class BriefError extends Error {}

/** Reads a brief file, YAML with the keys of `briefSchema`. */
export async function readBrief(file: string): Promise<Brief> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new BriefError(`There is no brief file ${file}.`);
  });
  return parseBrief(text, file);
}

export function parseBrief(text: string, name: string): Brief {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw new BriefError(`${name} is not YAML: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  }
  const parsed = briefSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    if (issue.code === 'unrecognized_keys')
      return `unknown ${issue.keys.length === 1 ? 'key' : 'keys'} ${issue.keys.join(', ')}`;
    return `${issue.path.join('.') || 'the brief'}: ${issue.message}`;
  });
  throw new BriefError(`${name} is not a brief. ${problems.join('; ')}.`);
}
