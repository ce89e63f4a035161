import { expect, test } from 'vitest';
import { decisionSchema } from '../../../src/domain/build/decision.ts';
import { scenarioSections } from '../../../src/domain/scenario/scenario.ts';

const regenerate = (section: unknown) =>
  decisionSchema.safeParse({
    kind: 'regenerate',
    ...{ ask: 1, revision: 1, by: 'local', via: 'api' },
    instructions: 'a'.repeat(64),
    section,
  });

test.each([...Object.keys(scenarioSections), undefined])('a draft can be asked for anew: %s', (section) => {
  expect(regenerate(section).success).toBe(true);
});

test.each(['model', '', 'toString', 7])(
  'a section that no scenario has is refused, never taken for all of it: %s',
  (section) => {
    expect(regenerate(section).error?.issues[0]).toMatchObject({
      path: ['section'],
      message: `The scenario has no section “${section}”.`,
    });
  },
);

const kinds = decisionSchema.options.map(({ shape }) => shape.kind.value);

test.each(kinds)('what is left out of “%s” is asked for in a sentence, by the name of its field', (kind) => {
  const issues = decisionSchema.safeParse({ kind, by: 'local', via: 'api' }).error?.issues ?? [];
  expect(issues.map(({ path }) => path[0])).toEqual(expect.arrayContaining(['ask', 'revision']));
  const ours = issues.filter(({ path }) => !['access', 'key', 'step', 'subject'].includes(String(path[0])));
  expect(ours.filter(({ message }) => /^(Invalid|Too|Unrecognized)|expected/.test(message))).toEqual([]);
});
