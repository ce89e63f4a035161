import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkPieces } from '../../../../src/domain/project/check/check-pieces.ts';
import type { Pieces } from '../../../../src/domain/project/piece.ts';
import { checkScenario } from '../../../../src/domain/scenario/check/check-scenario.ts';
import type { Scenario } from '../../../../src/domain/scenario/scenario.ts';
import { createBuiltinProvider } from '../../../../src/integrations/ai/builtin/provider.ts';
import type { ProviderContext } from '../../../../src/integrations/ai/provider.ts';
import { blueprintsFolder, shopBrief } from '../../../domain/blueprint/ecommerce.ts';

const provider = await createBuiltinProvider(blueprintsFolder);
const context: ProviderContext = { signal: new AbortController().signal, progress: () => undefined };
const brief = shopBrief();
const asOf = '2026-11-20';

/** All pieces of a scenario, each asked for alone. */
async function piecesOf(scenario: Scenario): Promise<Pieces> {
  const models = [...scenario.intermediate, ...scenario.marts];
  return {
    rows: await Promise.all(
      scenario.sources.map(({ system, table }) =>
        provider.generateRows({ brief, asOf, scenario, source: `${system}.${table}` }, context),
      ),
    ),
    sql: await Promise.all(models.map(({ name }) => provider.generateSql({ brief, scenario, model: name }, context))),
    changes: await Promise.all(
      scenario.changes.map(({ id }) => provider.generateChange({ brief, scenario, change: id, current: [] }, context)),
    ),
  };
}

describe('the built-in provider', () => {
  it('drafts a sound scenario, with a sound piece for everything in it', async () => {
    const scenario = await provider.draftScenario({ brief }, context);
    expect(checkScenario(scenario)).toEqual([]);
    expect(checkPieces(scenario, await piecesOf(scenario))).toEqual([]);
  });

  it('answers the same request with the same content', async () => {
    const other = await createBuiltinProvider(blueprintsFolder);
    expect(other.version).toBe(provider.version);
    const scenario = await provider.draftScenario({ brief }, context);
    expect(await other.draftScenario({ brief }, context)).toEqual(scenario);
    expect(await piecesOf(scenario)).toEqual(await piecesOf(scenario));
  });

  it.each([
    'Rename customers to members and call orders bookings',
    'Rename column order_total to basket_value. Turn off the semantic layer.',
    'no incidents, three changes',
    'Call products toys and call payments receipts',
  ])('makes pieces that fit after “%s”', async (text) => {
    const previous = await provider.draftScenario({ brief }, context);
    const scenario = await provider.draftScenario({ brief, previous, instructions: { text } }, context);
    expect(scenario).not.toEqual(previous);
    expect(scenario.notes.filter(({ text: note }) => note.startsWith('Not '))).toEqual([]);
    expect(checkScenario(scenario)).toEqual([]);
    expect(checkPieces(scenario, await piecesOf(scenario))).toEqual([]);
  });

  it('delivers the rows of planned incidents only', async () => {
    const previous = await provider.draftScenario({ brief }, context);
    const scenario = await provider.draftScenario({ brief, previous, instructions: { text: 'no incidents' } }, context);
    const planned = await provider.generateRows({ brief, asOf, scenario: previous, source: 'shop.orders' }, context);
    const none = await provider.generateRows({ brief, asOf, scenario, source: 'shop.orders' }, context);
    expect(Object.keys(planned.incidents)).toEqual(['delivered-twice']);
    expect(none.incidents).toEqual({});
  });

  it('says what it has nothing for', async () => {
    const { origin, ...scenario } = await provider.draftScenario({ brief }, context);
    await expect(provider.generateSql({ brief, scenario, model: 'fct_orders' }, context)).rejects.toMatchObject({
      code: 'no-blueprint',
    });
    const known = { ...scenario, ...(origin && { origin }) };
    await expect(provider.generateSql({ brief, scenario: known, model: 'fct_parcels' }, context)).rejects.toMatchObject(
      {
        code: 'not-in-blueprint',
      },
    );
    await expect(
      provider.generateRows({ brief, asOf, scenario: known, source: 'shop.parcels' }, context),
    ).rejects.toThrow(/shop\.parcels/);
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(provider.draftScenario({ brief }, { ...context, signal })).rejects.toThrow('enough');
  });

  it('refuses a folder without blueprints', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'blueprints-'));
    await expect(createBuiltinProvider(empty)).rejects.toMatchObject({ code: 'no-blueprint' });
    await rm(empty, { recursive: true });
  });
});
