import { type Document, isNode, LineCounter, parseDocument } from 'yaml';

/** The line of a place in a YAML text, or of the nearest place around it that is there; `null` when there is none. */
export function lineOfPath(text: string, path: readonly (string | number)[]): number | null {
  const lines = new LineCounter();
  return lineIn(parseDocument(text, { version: '1.1', lineCounter: lines, logLevel: 'silent' }), lines, path);
}

export function lineIn(document: Document, lines: LineCounter, at: readonly (string | number)[]): number | null {
  for (let length = at.length; length > 0; length -= 1) {
    const node = document.getIn(at.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}
