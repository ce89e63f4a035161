import { describe, expect, it } from 'vitest';
import { answersOf } from '../../../src/domain/answer/answers-of.ts';
import { draftOf } from '../../../src/domain/answer/scenario-of.ts';
import { checkScenario } from '../../../src/domain/scenario/check/check-scenario.ts';
import { scenarioSchema } from '../../../src/domain/scenario/scenario.ts';
import { loadBlueprints } from '../../../src/integrations/ai/builtin/load-blueprint.ts';
import { blueprintsFolder } from '../blueprint/ecommerce.ts';

const blueprints = await loadBlueprints(blueprintsFolder);

describe.each(blueprints.map((blueprint) => [blueprint.card.name, blueprint] as const))(
  'answers for %s',
  (_, { scenario }) => {
    it('give the scenario back, with what incidents skip and protect computed', () => {
      const drafted = scenarioSchema.parse(draftOf(answersOf(scenario), ''));
      const { notes: _notes, trace: _trace, ...given } = drafted;
      expect(checkScenario(drafted)).toEqual([]);
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
      const drafted = draftOf(
        answersOf({
          ...scenario,
          trace: Object.entries(quotes).map(([name, passage]) => ({ kind: 'mart', name, passage })),
        }),
        notes,
      );
      const passageOf = (name: string | undefined) => drafted.trace?.find((one) => one.name === name)?.passage;
      expect(passageOf(first)).toBe('Nobody trusts the weekly number');
      expect(passageOf(second)).toBe('');
      const assumed = drafted.notes.filter(({ kind }) => kind === 'assumed').map(({ text }) => text);
      expect(assumed.join(' ')).toContain(second);
      expect(assumed.join(' ')).not.toContain(first);
    });
  },
);
