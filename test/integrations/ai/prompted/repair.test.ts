import { describe, expect, it } from 'vitest';
import type { Piece } from '../../../../src/domain/project/piece.ts';
import { AnswerError } from '../../../../src/integrations/ai/prompted/answer-error.ts';
import { createPromptedProvider } from '../../../../src/integrations/ai/prompted/provider.ts';
import { withConventionKeys } from '../../../domain/answer/convention-keys.ts';
import { rowsAnswerOf, sqlAnswerOf } from '../../../domain/answer/piece-answers.ts';
import { ecommerce, shopBrief } from '../../../domain/blueprint/ecommerce.ts';
import { plainBook, scriptedModel } from './scripted-model.ts';

const { scenario, pieces } = ecommerce;
const brief = shopBrief();
const context = { signal: new AbortController().signal, progress: () => {} };
const sqlOf = (model: string) => {
  const piece = pieces.sql.find((one) => one.model === model);
  if (!piece) throw new Error(`no SQL of ${model}`);
  return piece;
};
const right = sqlOf('fct_orders');
const wrong = {
  ...right,
  sql: right.sql.replace("case when order_status = 'cancelled' then 0 else order_total end", 'order_total'),
};

/** Has a piece repaired by a model that answers this, one answer after another. */
async function repaired(piece: Piece, task: string, answers: readonly unknown[]) {
  const { model, asked } = scriptedModel({ [task]: answers });
  const provider = createPromptedProvider(model, plainBook);
  const errors = ['models/marts/fct_orders.sql:3: got 120, expected 0'];
  const request = { brief, scenario, piece, errors, attempt: 'round-1', written: pieces.rows };
  const made = await provider.repair?.(request, context).catch((error: unknown) => error);
  return { made, asked };
}

describe('a repair by a model', () => {
  it('is given the piece with what was seen, and gives it mended', async () => {
    const { made, asked } = await repaired(wrong, 'repair-sql', [sqlAnswerOf(right)]);
    expect(made).toMatchObject({ model: 'fct_orders', unit_tests: right.unit_tests });
    expect(made).not.toMatchObject({ sql: wrong.sql });
    expect(asked).toMatchObject([{ task: 'repair-sql', subject: 'fct_orders', attempt: 'round-1' }]);
    expect(asked[0]?.prompt).toContain('got 120, expected 0');
  });

  it.each([
    ['a column', { ...right, sql: right.sql.replace('        sales_channel,\n', '') }, 'sales_channel'],
    ['a unit test', { ...right, unit_tests: right.unit_tests.slice(0, 1) }, 'removes the unit test'],
    [
      'a column of what a unit test expects',
      {
        ...right,
        unit_tests: right.unit_tests.map((test) => ({
          ...test,
          expect: test.expect.map((row) => Object.fromEntries(Object.entries(row).slice(0, 1))),
        })),
      },
      'loosens the unit test',
    ],
    ['double rows', { ...right, sql: right.sql.replace('select', 'select distinct') }, 'hides the fault'],
  ])('that takes away or hides %s is sent back, and refused the second time', async (_, answer, why) => {
    const { made, asked } = await repaired(wrong, 'repair-sql', [sqlAnswerOf(answer)]);
    expect(asked).toHaveLength(2);
    expect(asked[1]?.prompt).toContain(why);
    expect(made).toBeInstanceOf(AnswerError);
  });

  it('may correct the figures of a unit test or the logic, and not both at once', async () => {
    const other = {
      ...right,
      unit_tests: right.unit_tests.map((test) => ({
        ...test,
        expect: test.expect.map((row) => ({ ...row, order_id: 4_711 })),
      })),
    };
    const both = await repaired(wrong, 'repair-sql', [sqlAnswerOf(other)]);
    expect(both.made).toBeInstanceOf(AnswerError);
    const figures = await repaired(right, 'repair-sql', [sqlAnswerOf(other)]);
    expect(figures.made).toMatchObject({ unit_tests: other.unit_tests });
  });

  it('of a change keeps what the change brings', async () => {
    const [change] = pieces.changes;
    const [logic] = change?.models ?? [];
    if (!change || !logic) throw new Error('no change');
    const kept = await repaired(change, 'repair-sql', [sqlAnswerOf(logic)]);
    expect(kept.made).toMatchObject({ change: change.change, models: [{ model: logic.model }] });
    expect(kept.asked[0]).toMatchObject({ subject: `${change.change}.${logic.model}` });
  });

  it('of rows keeps every incident and what the next day brings', async () => {
    const rows = withConventionKeys(scenario, pieces.rows).find(({ source }) =>
      scenario.incidents.some((incident) => incident.source === source),
    );
    const source = scenario.sources.find(({ system, table }) => `${system}.${table}` === rows?.source);
    if (!rows || !source) throw new Error('no rows');
    const whole = rowsAnswerOf(rows, source);
    expect((await repaired(rows, 'repair-rows', [whole])).made).toMatchObject({ source: rows.source });
    const calm = await repaired(rows, 'repair-rows', [{ ...whole, incidents: [] }]);
    expect(calm.made).toBeInstanceOf(AnswerError);
    const idle = await repaired(rows, 'repair-rows', [{ ...whole, next_day: { append: [], amend: [] } }]);
    expect(idle.made).toBeInstanceOf(AnswerError);
  });
});
