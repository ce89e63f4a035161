import { describe, expect, it } from 'vitest';
import { draft } from '../../../src/domain/blueprint/draft.ts';
import { minutesOf } from '../../../src/domain/blueprint/fit-call.ts';
import type { BriefInput } from '../../../src/domain/brief/brief.ts';
import { checkPieces } from '../../../src/domain/project/check/check-pieces.ts';
import { checkScenario } from '../../../src/domain/scenario/check/check-scenario.ts';
import { type Scenario, scenarioSchema } from '../../../src/domain/scenario/scenario.ts';
import { ecommerce, shopBrief } from './ecommerce.ts';

function drafted(input: Partial<BriefInput> = {}): Scenario {
  const scenario = draft([ecommerce], shopBrief(input));
  if (!scenario) throw new Error('nothing was drafted');
  return scenario;
}

const ids = (parts: readonly { readonly id: string }[]): string[] => parts.map(({ id }) => id);

describe('the e-commerce blueprint', () => {
  it('holds together, with its pieces', () => {
    expect(checkScenario(ecommerce.scenario)).toEqual([]);
    expect(checkPieces(ecommerce.scenario, ecommerce.pieces)).toEqual([]);
  });

  it('has words for every demonstration, incident and change, and nothing usual that it lacks', () => {
    const { card, scenario } = ecommerce;
    expect(Object.keys(card.demonstrations).sort()).toEqual(ids(scenario.demonstrations).sort());
    expect(Object.keys(card.incidents).sort()).toEqual(ids(scenario.incidents).sort());
    expect(Object.keys(card.changes).sort()).toEqual(ids(scenario.changes).sort());
    for (const id of card.usual.demonstrations) expect(ids(scenario.demonstrations)).toContain(id);
  });
});

describe('a draft', () => {
  it('says why it was taken in the words of the brief', () => {
    const { notes } = drafted({ industry: 'E-Commerce & more', discovery_notes: 'Their Web-Shop runs on Shopify.' });
    expect(notes.find(({ kind }) => kind === 'assumed')?.text).toMatch(
      /the brief says: “E-Commerce”, “Web-Shop”, “Shopify”/,
    );
  });

  it('is a sound scenario with the company filled in as plain text', () => {
    const company = '$& {{ env_var("HOME") }} [company] O\'Neill';
    const scenario = drafted({ company });
    expect(scenarioSchema.parse(scenario)).toEqual(scenario);
    expect(scenario.title).toContain(company);
    expect(checkScenario(drafted())).toEqual([]);
    expect(drafted({ company })).toEqual(scenario);
  });

  it.each([
    ['Finance and marketing report different revenue', 'one-revenue'],
    ['Nobody trusts the totals, they do not add up', 'totals-that-agree'],
    ['Duplicates in the source reach our dashboards', 'bad-data-stopped'],
    ['Full refreshes take five hours every night', 'only-what-changed'],
    ['Refunds arrive weeks later and never show up', 'late-arrivals'],
    ['We cannot tell what breaks downstream: no lineage, no impact analysis', 'know-what-breaks'],
    ['There is no documentation, everything is tribal knowledge', 'written-where-it-lives'],
    ['Deployments are manual, without CI', 'reviewed-changes'],
    ['Schema changes in the shop break reports', 'shapes-that-hold'],
    ['Jobs are started by cron and babysat', 'runs-by-itself'],
  ])('answers “%s” with %s, in these words', (painPoint, id) => {
    const first = drafted({ pain_points: [painPoint] }).demonstrations[0];
    expect(first?.id).toBe(id);
    expect(first?.pain_point).toBe(painPoint);
  });

  it('lets two pain points share a demonstration, and fills up with the usual ones', () => {
    const scenario = drafted({ pain_points: ['The nightly refresh is slow', 'Compute cost explodes'] });
    expect(scenario.demonstrations[0]?.pain_point).toBe('The nightly refresh is slow / Compute cost explodes');
    expect(scenario.demonstrations).toHaveLength(4);
  });

  it('says which pain point and which wish it cannot meet', () => {
    const { notes } = drafted({ pain_points: ['Our octopus is sad'], must_show: ['a unicorn', 'lineage'] });
    const unmet = notes.filter(({ kind }) => kind === 'not_met').map(({ text }) => text);
    expect(unmet).toEqual([expect.stringContaining('“Our octopus is sad”'), expect.stringContaining('“a unicorn”')]);
  });

  it('brings what must be shown', () => {
    expect(ids(drafted().changes)).not.toContain('order-count-as-text');
    const scenario = drafted({ must_show: ['late data', 'the broken contract'] });
    expect(ids(scenario.demonstrations)).toContain('late-arrivals');
    expect(ids(scenario.changes)).toContain('order-count-as-text');
  });

  it('does not quote what must not be mentioned', () => {
    const scenario = drafted({
      pain_points: ['Slow refreshes since the Globex lawsuit'],
      must_not_mention: ['Globex lawsuit'],
    });
    expect(scenario.demonstrations[0]?.id).toBe('only-what-changed');
    expect(JSON.stringify({ ...scenario, notes: [] })).not.toContain('Globex');
  });

  it('has no metric and nothing that speaks of one without a semantic layer', () => {
    const scenario = drafted({
      include_semantic_layer: false,
      pain_points: ['Every team has its own definition of revenue'],
    });
    expect(scenario.semantic_layer).toBeUndefined();
    expect(ids(scenario.demonstrations)).not.toContain('one-revenue');
    expect(ids(scenario.changes)).toEqual(['payments-joined-raw', 'order-count-as-text']);
    expect(JSON.stringify(scenario.talk_track)).not.toMatch(/metric|saved quer|repeat customer rate/i);
    expect(checkScenario(scenario)).toEqual([]);
  });

  it.each([5, 7, 15, 30, 45, 60, 90, 240])('talks for exactly %i minutes', (call_minutes) => {
    const { flow } = drafted({ call_minutes }).talk_track;
    expect(minutesOf(flow)).toBe(call_minutes);
    expect(flow.every(({ minutes }) => minutes >= 1 && minutes <= 60)).toBe(true);
  });
});
