/** Something in a scenario or its pieces that cannot work, and where. */
export interface Problem {
  /** Such as `marts[1].columns[2]`. */
  readonly path: string;
  /** A sentence for the person who reviews or edits. */
  readonly message: string;
}

/** Every value that comes up again, whatever its case, with the positions after the first. */
export function repeated(values: readonly string[]): { readonly value: string; readonly position: number }[] {
  const seen = new Set<string>();
  return values.flatMap((value, position) => {
    const folded = value.toLowerCase();
    if (seen.has(folded)) return [{ value, position }];
    seen.add(folded);
    return [];
  });
}
