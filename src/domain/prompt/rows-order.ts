import { expectedKeys } from '../answer/expected-keys.ts';
import { sourceId } from '../naming/names.ts';
import type { Source } from '../scenario/source.ts';

/** The sources that one refers to, directly or not, without itself; ends on circles too. */
export function referredSources(sources: readonly Source[], id: string): string[] {
  const found = new Set<string>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const source = sources.find((one) => sourceId(one) === next);
    for (const { references } of source?.columns ?? []) {
      if (!references || references.source === id || found.has(references.source)) continue;
      found.add(references.source);
      open.push(references.source);
    }
  }
  return [...found];
}

/** Sources in waves, so that whatever one refers to is written before it; a circle is one wave. */
export function rowsWaves(sources: readonly Source[]): string[][] {
  const waiting = new Set(sources.map(sourceId));
  const waves: string[][] = [];
  while (waiting.size > 0) {
    const free = [...waiting].filter((id) => referredSources(sources, id).every((other) => !waiting.has(other)));
    const wave = free.length > 0 ? free : [...waiting];
    for (const id of wave) waiting.delete(id);
    waves.push(wave);
  }
  return waves;
}

/**
 * The keys that a source's written rows have, so that rows which are written apart join: ten of day one, and where
 * those of the next day begin.
 */
export function keysOf(sources: readonly Source[], id: string): { readonly first: string; readonly next: string } {
  const keys = expectedKeys(sources, id);
  return { first: `${keys[0]} to ${keys[9]}`, next: String(keys[10]) };
}
