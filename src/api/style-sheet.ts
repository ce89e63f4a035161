import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../views/style');

/** Parts of the style sheet; of rules that weigh the same the later one holds, so the order counts. */
const parts = [
  'page',
  'head',
  'cards',
  'forms',
  'build',
  'tables',
  'scenario',
  'drawings',
  'files',
  'live',
  'board',
  'draft',
  'accounts',
] as const;

/** The page's style sheet, whole. */
export async function readStyleSheet(): Promise<string> {
  const texts = await Promise.all(parts.map((part) => readFile(join(folder, `${part}.css`), 'utf8')));
  return texts.join('\n');
}
