import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../src/config.ts';

/** A block of the module, such as `resource "dbtcloud_job" "ci"`. */
export interface ModuleBlock {
  /** `resource`, `variable`, `output` and so on. */
  readonly kind: string;
  readonly labels: readonly string[];
  /** Expressions by the dotted path of what they are given to. */
  readonly attributes: ReadonlyMap<string, string>;
}

/** What belongs to Terraform itself, in any resource. */
const own = new Set(['count', 'for_each', 'depends_on', 'provider']);

/**
 * Reads the module's blocks. It counts on the shape that `terraform fmt` gives, which a test holds where Terraform is:
 * two blanks a level, one attribute a line.
 */
export function readModule(): ModuleBlock[] {
  const folder = join(root, 'terraform');
  const files = readdirSync(folder).filter((name) => name.endsWith('.tf'));
  return files.flatMap((name) => readBlocks(readFileSync(join(folder, name), 'utf8')));
}

/** @param text a file in canonical form */
export function readBlocks(text: string): ModuleBlock[] {
  const blocks: ModuleBlock[] = [];
  let attributes = new Map<string, string>();
  let path: string[] = [];
  for (const line of text.split('\n')) {
    const head = /^(\w+)((?: "[\w-]+")*) \{$/.exec(line);
    if (head) {
      attributes = new Map();
      path = [];
      const labels = [...(head[2] ?? '').matchAll(/"([\w-]+)"/g)].map(([, label = '']) => label);
      blocks.push({ kind: head[1] ?? '', labels, attributes });
      continue;
    }
    const [, blanks = '', name, sign, value = ''] = /^( {2,})(\w+)\s*(=|\{)\s*(.*)$/.exec(line) ?? [];
    if (!name || blanks.length % 2 !== 0) continue;
    path = [...path.slice(0, blanks.length / 2 - 1), name];
    if (blanks.length / 2 !== path.length || (path.length === 1 && own.has(name))) continue;
    attributes.set(path.join('.'), sign === '{' ? '{' : value);
    for (const [, inner, given = ''] of value.matchAll(/[{,] (\w+) = ([^,}]+)/g)) {
      if (value.startsWith('{')) attributes.set(`${path.join('.')}.${inner}`, given.trim());
    }
  }
  return blocks;
}

/** The dbt Cloud resources of a module. */
export function resourcesIn(blocks: readonly ModuleBlock[]): ModuleBlock[] {
  return blocks.filter(({ kind, labels }) => kind === 'resource' && labels[0]?.startsWith('dbtcloud_'));
}
