import type { Pieces, SqlPiece } from './piece.ts';

const longestName = 60;

/**
 * The same pieces, with a name of its own for every unit test: models are written apart from one another and may choose
 * the same one. The first keeps it, a later one gets its model's name or a number added.
 */
export function withDistinctUnitTests(pieces: Pieces): Pieces {
  const taken = new Set<string>();
  const sql = pieces.sql.map((piece): SqlPiece => {
    const unit_tests = piece.unit_tests.map((test) => {
      const name = freeName(test.name, piece.model, taken);
      taken.add(name);
      return name === test.name ? test : { ...test, name };
    });
    return { ...piece, unit_tests };
  });
  return { ...pieces, sql };
}

function freeName(name: string, model: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  const ofModel = `${name}_${model}`;
  if (ofModel.length <= longestName && !taken.has(ofModel)) return ofModel;
  for (let number = 2; ; number += 1) {
    const end = `_${number}`;
    const numbered = `${name.slice(0, longestName - end.length).replace(/_$/, '')}${end}`;
    if (!taken.has(numbered)) return numbered;
  }
}
