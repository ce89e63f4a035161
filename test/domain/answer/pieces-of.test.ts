import { describe, expect, it } from 'vitest';
import { rowsAnswer } from '../../../src/domain/answer/rows.ts';
import { rowsOf } from '../../../src/domain/answer/rows-of.ts';
import { sqlOf } from '../../../src/domain/answer/sql-of.ts';
import { materialise } from '../../../src/domain/project/data/materialise.ts';
import { rowsPieceSchema, sqlPieceSchema } from '../../../src/domain/project/piece.ts';
import { keyPositions } from '../../../src/domain/scenario/source-key.ts';
import { loadBlueprints } from '../../../src/integrations/ai/builtin/load-blueprint.ts';
import { blueprintsFolder } from '../blueprint/ecommerce.ts';
import { rowsAnswerOf, sqlAnswerOf } from './piece-answers.ts';

const blueprints = await loadBlueprints(blueprintsFolder);

describe.each(blueprints.map((blueprint) => [blueprint.card.name, blueprint] as const))(
  'answers for %s',
  (_, blueprint) => {
    const { scenario, pieces } = blueprint;
    const rows = scenario.sources.map((source) => {
      const piece = pieces.rows.find(({ source: id }) => id === `${source.system}.${source.table}`);
      if (!piece) throw new Error('no rows');
      const strikes = scenario.incidents.filter((incident) => incident.source === piece.source);
      const answer = rowsAnswer(source, strikes).parse(rowsAnswerOf(piece, source));
      return { source, piece, read: rowsPieceSchema.parse(rowsOf(answer, source, scenario.sources)) };
    });

    it('give the written rows, the deliveries and the incidents back', () => {
      for (const { piece, read } of rows) {
        expect({ ...read, fuller: undefined }).toEqual({ ...piece, fuller: undefined });
      }
    });

    it('give further rows whose keys are unique and join, and whose dates keep their order', () => {
      const { dayOne } = materialise({
        scenario,
        rows: rows.map(({ read }) => read),
        dataVolume: 'fuller',
        asOf: '2026-11-20',
        shortId: 'answers',
      });
      for (const { source, read } of rows) {
        const id = `${source.system}.${source.table}`;
        const data = dayOne.get(id) ?? [];
        // A register in which nothing happens has fewer.
        const wanted = Math.min(1_000, 10 + (read.fuller.most ?? 1_000));
        expect(data.length, id).toBe(wanted);
        const keys = keyPositions(source);
        const named = data.map((row) => JSON.stringify(keys.map((position) => row[position])));
        if (!source.delivers_versions) expect(new Set(named).size, id).toBe(wanted);
        const at = (name: string) => source.columns.findIndex((column) => column.name === name);
        for (const [index, column] of source.columns.entries()) {
          const values = data.map((row) => row[index] ?? null);
          const where = `${id}.${column.name}`;
          if (!column.nullable) expect(values, where).not.toContain(null);
          if (column.accepted_values) {
            expect(
              values.filter((value) => value !== null && !column.accepted_values?.includes(String(value))),
            ).toEqual([]);
          }
          if (column.references) {
            const { source: parent, column: key } = column.references;
            const from = scenario.sources.find(({ system, table }) => `${system}.${table}` === parent);
            const position = from?.columns.findIndex(({ name }) => name === key) ?? -1;
            const keys = new Set((dayOne.get(parent) ?? []).map((row) => row[position]));
            expect(
              values.filter((value) => value !== null && !keys.has(value)),
              where,
            ).toEqual([]);
          }
          for (const { check, name } of column.tests) {
            if (check.kind !== 'not_before') continue;
            const earlier = data.map((row) => row[at(check.column)] ?? null);
            const broken = values.filter((value, row) => {
              const other = earlier[row];
              return typeof value === 'string' && typeof other === 'string' && value < other;
            });
            expect(broken, name).toEqual([]);
          }
          if (column.type === 'date' || column.type === 'timestamp') {
            const late = values.filter((value) => typeof value === 'string' && value.slice(0, 10) > '2026-11-21');
            expect(late, where).toEqual([]);
          }
        }
      }
    });

    it('give model SQL back, without the with and the select that rendering writes', () => {
      for (const piece of pieces.sql) {
        const read = sqlPieceSchema.parse(sqlOf(sqlAnswerOf(piece), piece.model, scenario));
        expect(read.sql.trim()).toBe(piece.sql.trim().replace(/,$/, ''));
        expect(read.unit_tests.map(({ expect: rows }) => rows)).toEqual(
          piece.unit_tests.map(({ expect: rows }) => rows),
        );
      }
    });
  },
);
