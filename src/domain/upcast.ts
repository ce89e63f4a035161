/** Anything that is stored: what it is and in which version, such as `build/2`, stands in it. */
export interface StoredDocument {
  readonly schema: string;
}

/** From a version to a function that makes the next one of it. */
export type Upcasters = Readonly<Record<string, (document: never) => StoredDocument>>;

/**
 * Brings what an earlier version of this service stored to today's version, one version after another. What is of
 * today's version, of a later one, or no document at all comes back as it is, for the reader's own check.
 */
export function upcast(stored: unknown, upcasters: Upcasters): unknown {
  const seen = new Set<string>();
  let document = stored;
  while (isDocument(document)) {
    const { schema } = document;
    const next = Object.hasOwn(upcasters, schema) ? upcasters[schema] : undefined;
    if (next === undefined) return document;
    if (seen.has(schema)) throw new Error(`the upcasters lead from ${schema} back to itself`);
    seen.add(schema);
    // Each function is named by the version that it takes.
    document = next(document as never);
  }
  return document;
}

function isDocument(value: unknown): value is StoredDocument {
  return typeof value === 'object' && value !== null && 'schema' in value && typeof value.schema === 'string';
}
