import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { draft } from '../../../src/domain/blueprint/draft.ts';
import { minutesOf } from '../../../src/domain/blueprint/fit-call.ts';
import { renamePieces } from '../../../src/domain/blueprint/rename-pieces.ts';
import { renameScenario } from '../../../src/domain/blueprint/rename-scenario.ts';
import { briefSchema } from '../../../src/domain/brief/brief.ts';
import { checkPieces } from '../../../src/domain/project/check/check-pieces.ts';
import { materialise } from '../../../src/domain/project/data/materialise.ts';
import type { Cell } from '../../../src/domain/scenario/cell.ts';
import { checkScenario } from '../../../src/domain/scenario/check/check-scenario.ts';
import { loadBlueprint, loadBlueprints } from '../../../src/integrations/ai/builtin/load-blueprint.ts';
import { blueprintsFolder } from './ecommerce.ts';

const { scenario, pieces } = await loadBlueprint(`${blueprintsFolder}/saas-subscriptions`);

type NamedCells = Record<string, Cell>;

/** Day one's rows of a source, by column name. */
function rowsOf(id: string, asOf: string, dataVolume: 'ten' | 'fuller', shortId = 'ab12'): NamedCells[] {
  const data = materialise({ scenario, rows: pieces.rows, dataVolume, asOf, shortId });
  const names = scenario.sources.find(({ system, table }) => `${system}.${table}` === id)?.columns ?? [];
  return (data.dayOne.get(id) ?? []).map((row) =>
    Object.fromEntries(row.map((cell, index) => [names[index]?.name, cell])),
  );
}

function chains(asOf: string, dataVolume: 'ten' | 'fuller', shortId?: string): NamedCells[][] {
  const rows = rowsOf('billing.subscriptions', asOf, dataVolume, shortId);
  return [...Map.groupBy(rows, ({ account_id }) => account_id).values()].map((chain) =>
    chain.sort((a, b) => String(a.started_on).localeCompare(String(b.started_on))),
  );
}

describe('the blueprint for SaaS subscriptions', () => {
  it('is sound, in its own words and in others', () => {
    expect(checkScenario(scenario, { minutes: 30 })).toEqual([]);
    expect(checkPieces(scenario, pieces)).toEqual([]);
    const renames = [
      { from: 'account', to: 'workspace' },
      { from: 'accounts', to: 'workspaces' },
      { from: 'seats', to: 'licences' },
    ];
    const other = renameScenario(scenario, renames);
    expect(other.marts.map(({ name }) => name)).toContain('dim_workspaces');
    expect(checkScenario(other)).toEqual([]);
    expect(checkPieces(other, renamePieces(pieces, renames))).toEqual([]);
  });

  it('has a talk track of half an hour', () => {
    expect(minutesOf(scenario.talk_track.flow)).toBe(30);
  });

  it('lets no account pay twice on a day, however its subscriptions are made', () => {
    const days = fc
      .date({ min: new Date('2024-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const holds = (asOf: string, shortId: string): void => {
      for (const chain of chains(asOf, 'fuller', shortId)) {
        for (const [index, { started_on, ended_on, end_reason, mrr }] of chain.entries()) {
          const next = chain[index + 1];
          if (next) expect(ended_on !== null && String(next.started_on) >= String(ended_on)).toBe(true);
          expect(ended_on === null).toBe(end_reason === null);
          expect(String(started_on) <= asOf && Number(mrr) > 0).toBe(true);
        }
      }
    };
    fc.assert(fc.property(days, fc.string({ minLength: 1, maxLength: 8 }), holds), { numRuns: 6 });
  });

  it('has every way to move MRR in its generated subscriptions', () => {
    const all = chains('2026-11-20', 'fuller');
    const steps = all.flatMap((chain) => chain.slice(1).map((row, index) => [chain[index], row] as const));
    const together = steps.filter(([before, row]) => before?.ended_on === row.started_on);
    expect(together.some(([before, row]) => Number(row.mrr) > Number(before?.mrr))).toBe(true);
    expect(together.some(([before, row]) => Number(row.mrr) < Number(before?.mrr))).toBe(true);
    expect(together.length).toBeLessThan(steps.length);
    expect(all.some((chain) => chain.at(-1)?.ended_on !== null)).toBe(true);
  });

  it('lets an account come back after more than a month, so that retention moves on any date', () => {
    const breaks = chains('2026-11-20', 'ten').flatMap((chain) =>
      chain
        .slice(1)
        .map((row, index) => Date.parse(String(row.started_on)) - Date.parse(String(chain[index]?.ended_on))),
    );
    expect(Math.max(...breaks) / 86_400_000).toBeGreaterThan(62);
  });

  it.each(['saas', 'saas-expert'])('answers every pain point of the example brief %s', async (name) => {
    const file = fileURLToPath(new URL(`../../../examples/briefs/${name}.yaml`, import.meta.url));
    const brief = briefSchema.parse(parse(await readFile(file, 'utf8')));
    const drafted = draft(await loadBlueprints(blueprintsFolder), brief);
    expect(drafted?.origin?.blueprint).toBe('saas-subscriptions');
    expect(drafted?.notes.filter(({ kind }) => kind !== 'assumed')).toEqual([]);
    expect(drafted && checkScenario(drafted, { minutes: brief.call_minutes })).toEqual([]);
  });
});
