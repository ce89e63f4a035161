import { describe, expect, it } from 'vitest';
import { mendNextDay } from '../../../../src/domain/answer/mend-next-day.ts';
import { checkBitingCases, lackingCases } from '../../../../src/domain/project/check/biting-cases.ts';
import type { RowsPiece } from '../../../../src/domain/project/piece.ts';
import { writeRows } from '../../../../src/domain/prompt/piece-prompts.ts';
import { bitesOf, bitingCases } from '../../../../src/domain/scenario/biting-cases.ts';
import type { Row } from '../../../../src/domain/scenario/cell.ts';
import { checkScenario } from '../../../../src/domain/scenario/check/check-scenario.ts';
import type { Scenario } from '../../../../src/domain/scenario/scenario.ts';
import { loadBlueprints } from '../../../../src/integrations/ai/builtin/load-blueprint.ts';
import { blueprintsFolder, ecommerce, shopBrief } from '../../blueprint/ecommerce.ts';
import { libraryPieces, libraryScenario } from '../../fixtures/library.ts';

const blueprints = await loadBlueprints(blueprintsFolder);
const nothing = { append: [], amend: [] };

/** A mart that adds up days shares no column with a source: none of its rows is one that another is a part of. */
function casesOf({ marts, sources }: Scenario): readonly string[] {
  const { grain = [] } = marts.find(({ incremental }) => incremental) ?? {};
  const staged = new Set(sources.flatMap(({ columns }) => columns.map(({ name, staged_as }) => staged_as ?? name)));
  const addsUp = !grain.some((column) => staged.has(column));
  return bitingCases.filter((bites) => !(addsUp && bites === 'late-part'));
}

function pieceOf(rows: readonly RowsPiece[], source: string): RowsPiece {
  const piece = rows.find((one) => one.source === source);
  if (!piece) throw new Error(`no rows of ${source}`);
  return structuredClone(piece);
}

describe.each(blueprints.map((blueprint) => [blueprint.card.name, blueprint] as const))(
  'the next day of %s',
  (_, { scenario, pieces }) => {
    it('brings every case that an incremental mart can get wrong', () => {
      expect(bitesOf(scenario).map(({ bites }) => bites)).toEqual(casesOf(scenario));
      expect(pieces.rows.flatMap((piece) => lackingCases(scenario, piece))).toEqual([]);
    });

    it.each(bitesOf(scenario).map(({ bites }) => bites))(
      'is refused without its case “%s”, in the very source that has it',
      (bites) => {
        const { source } = bitesOf(scenario).find((bite) => bite.bites === bites) ?? { source: '' };
        const piece = { ...pieceOf(pieces.rows, source), next_day: nothing };
        expect(lackingCases(scenario, piece)).toContain(bites);
        expect(checkBitingCases(scenario, piece).map(({ path }) => path)).toContain(`rows.${source}.next_day`);
      },
    );
  },
);

describe('a case that bites', () => {
  const { scenario, pieces } = ecommerce;
  const orders = pieceOf(pieces.rows, 'shop.orders');
  const payments = pieceOf(pieces.rows, 'payments.transactions');
  const lacks = (piece: RowsPiece, append: Row[]) =>
    lackingCases(scenario, { ...piece, next_day: { ...piece.next_day, append } });

  it('is no late row when it was loaded before the look-back, or with the next day', () => {
    const [row] = orders.next_day.append.filter((one) => one[0] === 1012);
    if (!row) throw new Error('no late row');
    expect(lacks(orders, [row])).not.toContain('late');
    expect(lacks(orders, [row.with(7, '2026-06-20 21:15:00')])).toContain('late');
    expect(lacks(orders, [row.with(7, '2026-07-01 21:15:00')])).toContain('late');
  });

  it('is no late part when what it belongs to is looked at anyway', () => {
    const [refund] = payments.next_day.append.filter((one) => one[0] === 'pay_314');
    if (!refund) throw new Error('no late part');
    expect(lacks(payments, [refund])).not.toContain('late-part');
    expect(lacks(payments, [refund.with(1, 1009)])).toContain('late-part');
    expect(lacks(payments, [refund.with(1, 1011)])).toContain('late-part');
  });

  it('is no change when an amendment sets what is there already', () => {
    const amend = [{ key: 1009, set: { state: 'shipped', loaded_at: '2026-07-01 09:30:00' } }];
    expect(lackingCases(scenario, { ...orders, next_day: { ...orders.next_day, amend } })).toContain('changed');
  });

  it('is asked for where its source is, with its dates', () => {
    const incremental = (source: string) =>
      writeRows({ scenario, source, brief: shopBrief(), notes: '', asOf: '2026-06-30' }).incremental;
    expect(incremental('shop.orders')).toMatch(/happened on 2026-06-30.*loaded on 2026-07-01/);
    expect(incremental('shop.orders')).toMatch(/a late row: .* not before 2026-06-28 00:00:00/);
    expect(incremental('shop.orders')).toContain('a changed row');
    expect(incremental('payments.transactions')).toMatch(/a late part: .* loaded before 2026-06-27 00:00:00/);
    expect(incremental('payments.transactions')).toContain('a delivery that comes again');
    expect(incremental('shop.customers')).not.toContain('a case that bites');
  });

  it('needs a mart that looks back, on a source that delivers again', () => {
    const messages = (alter: (scenario: Scenario) => void) => {
      const altered = libraryScenario();
      alter(altered);
      return checkScenario(altered).map(({ message }) => message);
    };
    const impatient = messages(({ marts }) => {
      for (const { incremental } of marts) if (incremental) incremental.lookback_days = 0;
    });
    expect(impatient).toContainEqual(expect.stringContaining('must look back at least a day'));
    const once = messages(({ sources }) => {
      for (const source of sources) source.delivers_versions = false;
    });
    expect(once).toContainEqual(expect.stringContaining('One source at least delivers a row again'));
    expect(once).toContainEqual(expect.stringContaining('hangs on no source that delivers its rows again'));
  });
});

describe('by rule, a next day', () => {
  const scenario = libraryScenario();
  const loans = pieceOf(libraryPieces().rows, 'desk.loans');
  const [, , sources] = scenario.sources;
  if (!sources) throw new Error('no loans');
  // The keys that the rule knows to be there on day one.
  const written: Row = [11, 1001, 'BOO-2001', '2026-07-01', null, 2, '2026-07-01 06:00:00'];
  const mend = (next_day: RowsPiece['next_day']) => mendNextDay({ ...loans, next_day }, sources, scenario);

  it('has a delivery a second time', () => {
    const { piece, mended } = mend(nothing);
    expect(piece.next_day.amend).toEqual([{ key: 1, set: { loaded_at: '2026-07-01 05:40:00' } }]);
    expect(mended).toEqual([
      expect.objectContaining({ rule: 'delivered-again', sentence: expect.stringContaining('1 is delivered') }),
    ]);
  });

  it('has a row of the last day, and a late one, where rows arrive that can be', () => {
    const other = written.with(0, 12).with(3, '2026-06-30');
    const { piece, mended } = mend({ ...nothing, append: [written, other.with(3, '2026-06-29')] });
    expect(lackingCases(scenario, piece)).toEqual(['changed']);
    expect(mended.map(({ rule }) => rule).toSorted()).toEqual(['delivered-again', 'late', 'same-day']);
    expect(piece.next_day.append).toEqual([
      written.with(3, '2026-06-30'),
      other.with(3, '2026-06-29').with(6, '2026-06-29 00:30:00'),
    ]);
  });

  it('keeps a row of what only arrives with it, and what is there for another case', () => {
    const newcomer = written.with(1, 1011);
    expect(mend({ ...nothing, append: [newcomer] }).piece.next_day.append).toEqual([newcomer]);
    const only = written.with(3, '2026-06-30');
    expect(mend({ ...nothing, append: [only] }).piece.next_day.append).toEqual([only]);
  });
});
