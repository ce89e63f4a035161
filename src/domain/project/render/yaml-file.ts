import { Document, isCollection, isMap, isPair, isScalar, isSeq, type Pair, Scalar, visit } from 'yaml';

/** Keys whose short content reads best on one line. */
const onOneLine = new Set([
  'contract',
  'dimension',
  'entity',
  'meta',
  'owner',
  'require-dbt-version',
  'time_spine',
  'values',
  'warn_after',
]);

/** Characters of a row, as JSON, that still stands on one line. */
const widestRow = 90;

/**
 * Writes a value as YAML for dbt, which reads YAML 1.1: whatever 1.1 takes for something else is quoted. Entries of
 * the top-level lists are set apart, long descriptions are folded, small maps and rows stand on one line.
 *
 * @param value keys in the order in which they are written
 * @param shared texts that are written once, under `anchors`, and referred to by these names
 */
export function yamlFile(
  value: Readonly<Record<string, unknown>>,
  shared: Readonly<Record<string, string>> = {},
): string {
  const anchors = Object.values(shared);
  const content = anchors.length > 0 ? { ...value, anchors } : value;
  const document = new Document(content, { version: '1.1', aliasDuplicateObjects: false });
  // The reader needs no directive, and dbt's own files have none.
  if (document.directives) document.directives.yaml.explicit = false;
  visit(document, { Pair: (_, pair) => layOut(pair) });
  if (anchors.length > 0) refer(document, shared);
  if (isMap(document.contents)) setApart(document.contents.items);
  return document.toString({ lineWidth: 100, minContentWidth: 40, indentSeq: true, flowCollectionPadding: false });
}

function layOut({ key, value }: Pair): void {
  const name = isScalar(key) ? key.value : null;
  if (typeof name !== 'string') return;
  if (onOneLine.has(name) && isCollection(value)) value.flow = true;
  if (name === 'rows' && isSeq(value)) {
    for (const row of value.items) if (isMap(row)) row.flow = JSON.stringify(row).length < widestRow;
  }
  if (!isScalar(value) || typeof value.value !== 'string') return;
  const lines = value.value.split('\n').length;
  if (name === 'rows' || lines > 1) value.type = Scalar.BLOCK_LITERAL;
  else if (name === 'description' && value.value.length > 80) value.type = Scalar.BLOCK_FOLDED;
}

/** Gives the shared texts their anchors, moves them to the top and lets every other place refer to them. */
function refer(document: Document, shared: Readonly<Record<string, string>>): void {
  const anchored = new Map<string, Scalar>();
  for (const [name, text] of Object.entries(shared)) {
    const scalar = new Scalar(text);
    scalar.anchor = name;
    anchored.set(text, scalar);
  }
  visit(document, {
    Scalar(key, node) {
      const scalar = key === 'value' && typeof node.value === 'string' ? anchored.get(node.value) : undefined;
      return scalar ? document.createAlias(scalar) : undefined;
    },
  });
  if (!isMap(document.contents)) return;
  const { items } = document.contents;
  const place = items.findIndex((pair) => isScalar(pair.key) && pair.key.value === 'anchors');
  const [anchors] = items.splice(place, 1);
  if (anchors && isSeq(anchors.value)) {
    anchors.value.items = [...anchored.values()];
    items.splice(1, 0, anchors);
  }
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
