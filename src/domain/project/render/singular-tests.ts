import { importName } from '../../naming/import-name.ts';
import type { SingularTest } from '../../scenario/model.ts';
import { sqlComment } from '../plain-text.ts';

/** A rule in SQL of its own: what it selects breaks the rule. */
export function singularTestSql({ description, inputs, sql }: SingularTest): string {
  const imports = inputs.map(
    (input) => `${importName(input, inputs)} as (\n    select * from {{ ref('${input}') }}\n)`,
  );
  return `${sqlComment(description)}\n\nwith\n\n${imports.join(',\n\n')}\n\n${sql.trim()}\n`;
}
