import { describe, expect, it } from 'vitest';
import { answersOf } from '../../../src/domain/answer/answers-of.ts';
import { scenarioOf } from '../../../src/domain/answer/scenario-of.ts';
import { checkScenario } from '../../../src/domain/scenario/check/check-scenario.ts';
import { loadBlueprints } from '../../../src/integrations/ai/builtin/load-blueprint.ts';
import { blueprintsFolder } from '../blueprint/ecommerce.ts';

const blueprints = await loadBlueprints(blueprintsFolder);

describe.each(blueprints.map((blueprint) => [blueprint.card.name, blueprint] as const))(
  'answers for %s',
  (_, { scenario }) => {
    it('give the scenario back, with what incidents skip and protect computed', () => {
      const read = scenarioOf(answersOf(scenario), '');
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      const { notes: _notes, trace: _trace, ...given } = read.scenario;
      expect(checkScenario(read.scenario)).toEqual([]);
      expect(given.sources).toEqual(scenario.sources);
      expect(given.intermediate).toEqual(scenario.intermediate);
      expect(given.marts).toEqual(scenario.marts);
      expect(given.semantic_layer).toEqual(scenario.semantic_layer);
      expect(given.exposures).toEqual(scenario.exposures);
      expect(given.changes).toEqual(scenario.changes);
      expect(given.talk_track.get_started).toEqual(scenario.talk_track.get_started);
      for (const [index, { promise, ...incident }] of given.incidents.entries()) {
        const wanted = scenario.incidents[index];
        expect({ ...incident, promise: { ...promise, skips: promise.skips.toSorted() } }).toMatchObject({
          ...wanted,
          promise: { fails: wanted?.promise.fails, skips: wanted?.promise.skips.toSorted() },
        });
        expect(promise.protects).toEqual(expect.arrayContaining(wanted?.promise.protects ?? ['?']));
      }
    });

    it('are traced to the notes where they quote them, and assumed elsewhere', () => {
      const [first, second] = scenario.marts.map(({ name }) => name);
      const quotes: Record<string, string> = {
        [first ?? '']: 'Nobody trusts   the “weekly” number',
        [second ?? '']: 'words that nobody said',
      };
      const notes = 'Call with Ida. Nobody trusts the weekly number, and it is late.';
      const read = scenarioOf(
        answersOf({
          ...scenario,
          trace: Object.entries(quotes).map(([name, passage]) => ({ kind: 'mart', name, passage })),
        }),
        notes,
      );
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      const passageOf = (name: string | undefined) => read.scenario.trace?.find((one) => one.name === name)?.passage;
      expect(passageOf(first)).toBe('Nobody trusts the weekly number');
      expect(passageOf(second)).toBe('');
      const assumed = read.scenario.notes.filter(({ kind }) => kind === 'assumed').map(({ text }) => text);
      expect(assumed.join(' ')).toContain(second);
      expect(assumed.join(' ')).not.toContain(first);
    });
  },
);

it('says where answers do not fit a scenario', () => {
  const [{ scenario } = { scenario: undefined }] = blueprints;
  if (!scenario) throw new Error('no blueprint');
  const answers = answersOf(scenario);
  const [mart, ...marts] = answers.design.marts;
  if (!mart) throw new Error('no mart');
  const read = scenarioOf(
    { ...answers, design: { ...answers.design, marts: [{ ...mart, name: 'Orders 2' }, ...marts] } },
    '',
  );
  if (read.ok) throw new Error('it fits');
  expect(read.problems.map(({ path }) => path)).toContain('marts.0.name');
});
