import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Desk } from '../../eval/desk.ts';
import { answersOf } from '../../src/domain/answer/answers-of.ts';
import { withConventionKeys } from '../domain/answer/convention-keys.ts';
import { piecesOf } from '../domain/answer/piece-answers.ts';
import { ecommerce } from '../domain/blueprint/ecommerce.ts';

/** What a good model would answer to each question on the shop, by the question's name. */
export function ecommerceAnswers(): Map<string, unknown> {
  const { scenario, pieces } = ecommerce;
  const { understanding, design, story } = answersOf(scenario);
  const parts = piecesOf(scenario, { ...pieces, rows: withConventionKeys(scenario, pieces.rows) });
  const named = (task: string, subjects: readonly string[]) =>
    subjects.map((subject, at): [string, unknown] => [`${task}.${subject}`, parts[task]?.[at]]);
  return new Map<string, unknown>([
    ['understand-customer', understanding],
    ['design-models', design],
    ['tell-story', story],
    ...named(
      'write-rows',
      scenario.sources.map(({ system, table }) => `${system}.${table}`),
    ),
    ...named(
      'write-sql',
      [...scenario.intermediate, ...scenario.marts].map(({ name }) => name),
    ),
    ...named(
      'write-change',
      scenario.changes.map(({ id }) => id),
    ),
  ]);
}

/** Answers all prompts that lie on a desk, as a person does who finds them there, and gives their names. */
export async function answerOpen({ open }: Desk, answers: ReadonlyMap<string, unknown>): Promise<string[]> {
  const names = (await readdir(open)).flatMap((file) => /^(.*)\.prompt\.md$/.exec(file)?.[1] ?? []);
  for (const name of names) {
    const answer = answers.get(name);
    if (answer === undefined) throw new Error(`nobody would ask ${name}`);
    await writeFile(join(open, `${name}.answer.json`), JSON.stringify(answer));
  }
  return names.sort();
}
