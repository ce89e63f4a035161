import { describe, expect, it } from 'vitest';
import { expectedKeys } from '../../../../src/domain/answer/expected-keys.ts';
import { createPromptedProvider } from '../../../../src/integrations/ai/prompted/provider.ts';
import { rowsAnswerOf, sqlAnswerOf } from '../../../domain/answer/piece-answers.ts';
import { ecommerce, shopBrief } from '../../../domain/blueprint/ecommerce.ts';
import { plainBook, scriptedModel } from './scripted-model.ts';

const { scenario, pieces } = ecommerce;
const brief = shopBrief();
const asOf = '2026-11-20';
const context = { signal: new AbortController().signal, progress: () => {} };

describe('pieces by a model', () => {
  it('are rows in the form of their source', async () => {
    const [source] = scenario.sources;
    const piece = pieces.rows.find((rows) => rows.source === `${source?.system}.${source?.table}`);
    if (!source || !piece) throw new Error('no rows');
    const { model, asked } = scriptedModel({ 'write-rows': [rowsAnswerOf(piece, source)] });
    const made = await createPromptedProvider(model, plainBook).generateRows(
      { brief, scenario, source: piece.source, asOf },
      context,
    );
    const key = source.columns.findIndex(({ primary_key }) => primary_key);
    const besideKeys = (rows: typeof made.day_one) => rows.map((row) => row.with(key, null));
    expect(besideKeys(made.day_one)).toEqual(besideKeys(piece.day_one));
    expect(made.day_one.map((row) => row[key])).toEqual(expectedKeys(scenario.sources, piece.source).slice(0, 10));
    expect(asked).toHaveLength(1);
  });

  it('are asked for again when there is none, or no day that they end on', async () => {
    const [source] = scenario.sources;
    const piece = pieces.rows.find((rows) => rows.source === `${source?.system}.${source?.table}`);
    if (!source || !piece) throw new Error('no rows');
    const whole = rowsAnswerOf(piece, source);
    for (const broken of [
      { ...whole, day_one: [] },
      { ...whole, as_of: 'yesterday' },
    ]) {
      const { model, asked } = scriptedModel({ 'write-rows': [broken, whole] });
      const provider = createPromptedProvider(model, plainBook);
      await provider.generateRows({ brief, scenario, source: piece.source, asOf }, context);
      expect(asked).toHaveLength(2);
    }
  });

  it('are SQL of models and of changes', async () => {
    const [sql] = pieces.sql;
    const [change] = pieces.changes;
    if (!sql || !change) throw new Error('no SQL');
    const { model } = scriptedModel({
      'write-sql': [sqlAnswerOf(sql)],
      'write-change': [{ models: change.models.map((one) => ({ model: one.model, ...sqlAnswerOf(one) })) }],
    });
    const provider = createPromptedProvider(model, plainBook);
    const made = await provider.generateSql({ brief, scenario, model: sql.model }, context);
    expect(made.sql.trim()).toBe(sql.sql.trim().replace(/,$/, ''));
    const changed = await provider.generateChange(
      { brief, scenario, change: change.change, current: pieces.sql },
      context,
    );
    expect(changed.models.map((one) => one.model)).toEqual(change.models.map((one) => one.model));
  });
});
