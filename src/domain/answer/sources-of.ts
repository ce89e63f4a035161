import type { Source } from '../scenario/source.ts';
import { columnTests } from './column-tests.ts';
import type { SourceAnswer } from './understanding.ts';

/** A source as a scenario has it; a load time that was named and not listed becomes a column. */
export function sourceOf(answer: SourceAnswer): Source {
  const { system, table, entity, description, staging_purpose, loaded_at, delivers_versions } = answer;
  const columns = answer.columns.map((column): Source['columns'][number] => {
    const { name, type, staged_as, primary_key, references_source, references_column, accepted_values } = column;
    return {
      name,
      type,
      description: column.description,
      ...(staged_as === '' || staged_as === name ? {} : { staged_as }),
      primary_key,
      ...(references_source === '' || references_column === ''
        ? {}
        : { references: { source: references_source, column: references_column } }),
      nullable: column.nullable && !primary_key,
      ...(accepted_values.length === 0 || type !== 'string' ? {} : { accepted_values }),
      tests: columnTests(column.rules),
    };
  });
  const listed = columns.some(({ name }) => name === loaded_at);
  return {
    system,
    table,
    entity,
    description,
    staging_purpose,
    columns: listed ? columns : [...columns, loadTime(loaded_at)],
    loaded_at,
    // Several columns that are marked as the key are it together.
    ...(columns.filter(({ primary_key }) => primary_key).length > 1 ? { composite_key: true } : {}),
    delivers_versions,
  };
}

function loadTime(name: string): Source['columns'][number] {
  return {
    name,
    type: 'timestamp',
    description: 'When the row was loaded.',
    primary_key: false,
    nullable: false,
    tests: [],
  };
}
