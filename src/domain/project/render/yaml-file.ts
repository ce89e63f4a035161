import { Document, isMap, isPair, isScalar, isSeq, visit } from 'yaml';

const folded = new Set(['description']);

/**
 * Writes a value as YAML for dbt, which reads YAML 1.1: whatever 1.1 takes for something else is quoted. Entries of
 * the top-level lists are set apart, long descriptions are folded.
 *
 * @param value keys in the order in which they are written; `undefined` leaves a key out
 */
export function yamlFile(value: Readonly<Record<string, unknown>>): string {
  const document = new Document(value, { version: '1.1', aliasDuplicateObjects: false });
  // The reader needs no directive, and dbt's own files have none.
  if (document.directives) document.directives.yaml.explicit = false;
  visit(document, {
    Pair(_, pair) {
      const key = isScalar(pair.key) ? pair.key.value : null;
      if (typeof key !== 'string' || !isScalar(pair.value) || typeof pair.value.value !== 'string') return;
      if (folded.has(key) && pair.value.value.length > 80) pair.value.type = 'BLOCK_FOLDED';
    },
  });
  if (isMap(document.contents)) setApart(document.contents.items);
  return document.toString({ lineWidth: 100, minContentWidth: 40, indentSeq: true });
}

function setApart(items: readonly unknown[]): void {
  for (const [position, pair] of items.entries()) {
    if (!isPair(pair)) continue;
    if (isScalar(pair.key) && position > 0) pair.key.spaceBefore = true;
    if (!isSeq(pair.value)) continue;
    for (const [index, item] of pair.value.items.entries()) {
      if (isMap(item) && index > 0) item.spaceBefore = true;
    }
  }
}
