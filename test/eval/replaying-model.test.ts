import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { AnswerMissing } from '../../eval/answer-missing.ts';
import type { Asked } from '../../eval/asked.ts';
import { clearDesk, type Desk, notAskedFor } from '../../eval/desk.ts';
import { replayingModel } from '../../eval/replaying-model.ts';
import type { ModelRequest } from '../../src/integrations/ai/model.ts';
import { call, openDesk, question, rowForm } from './questions.ts';

const boat = { name: 'Möwe', knots: 6 };

/** Asks as a new run does, and tells what became of it. */
async function ask(desk: Desk, request: ModelRequest<unknown> = question(), renew = false) {
  const asked: Asked[] = [];
  const model = replayingModel({ desk, renew, told: (one) => asked.push(one) });
  const answer = await model.complete(request, call).catch((error: unknown) => error);
  const [told] = asked;
  if (!told || asked.length !== 1) throw new Error('a question is told of once');
  return { answer, told };
}

const handIn = (desk: Desk, answer: unknown, name = 'write-rows.harbour.boats') =>
  writeFile(join(desk.open, `${name}.answer.json`), JSON.stringify(answer));

it('lays a question that nobody has answered out, word for word and with its form', async () => {
  const desk = await openDesk();
  const { answer, told } = await ask(desk);
  expect(answer).toBeInstanceOf(AnswerMissing);
  expect(told).toMatchObject({ name: 'write-rows.harbour.boats', outcome: 'waiting', stale: false });
  const prompt = await readFile(join(desk.open, 'write-rows.harbour.boats.prompt.md'), 'utf8');
  for (const words of ['The rules of the house.', 'The brief of Mole & Söhne.', 'Write a boat.', '"Of the boat."']) {
    expect(prompt).toContain(words);
  }
  expect(prompt).toContain(join(desk.open, 'write-rows.harbour.boats.answer.json'));
});

it('takes an answer that is handed in, keeps it with what it answers, and gives it from then on', async () => {
  const desk = await openDesk();
  await ask(desk);
  await handIn(desk, boat);
  const first = await ask(desk);
  expect(first.answer).toMatchObject({ value: boat, model: 'by hand' });
  expect(first.told).toMatchObject({ outcome: 'answered', estimated: true });
  expect(first.told.usage.inputTokens).toBeGreaterThan(0);
  expect(await readdir(desk.open)).toEqual([]);
  const kept = JSON.parse(await readFile(join(desk.answers, 'write-rows.harbour.boats.json'), 'utf8'));
  expect(kept).toMatchObject({ task: 'write-rows', subject: 'harbour.boats', brief: 'harbour', answer: boat });
  expect((await ask(desk)).answer).toMatchObject({ value: boat });
});

it.each([
  ['a field is missing', { name: 'Möwe' }, /knots/],
  ['a field is too many', { ...boat, sails: 2 }, /sails/],
  ['a field has another type', { ...boat, knots: 'six' }, /\/knots must be number/],
])('leaves an answer where it lies when %s, and says so', async (_, answer, problem) => {
  const desk = await openDesk();
  await ask(desk);
  await handIn(desk, answer);
  const { told } = await ask(desk);
  expect(told.outcome).toBe('waiting');
  expect(told.refused.join('\n')).toMatch(problem);
  expect(await readdir(desk.open)).toContain('write-rows.harbour.boats.answer.json');
});

it('says that an answer which is no JSON is none', async () => {
  const desk = await openDesk();
  await ask(desk);
  await writeFile(join(desk.open, 'write-rows.harbour.boats.answer.json'), '{"name": ');
  expect((await ask(desk)).told.refused.join()).toContain('not JSON');
});

it('reports an answer to another form as stale, and lays the question out again', async () => {
  const desk = await openDesk();
  await ask(desk);
  await handIn(desk, boat);
  await ask(desk);
  const wider = question({ schema: rowForm.extend({ crew: z.number() }) });
  expect((await ask(desk, wider)).told).toMatchObject({ outcome: 'waiting', stale: true });
  expect(await readdir(desk.open)).toEqual(['write-rows.harbour.boats.prompt.md']);
});

it('takes a stale answer that has the present form only when it is to renew them', async () => {
  const desk = await openDesk();
  await ask(desk);
  await handIn(desk, boat);
  await ask(desk);
  const stricter = question({ schema: z.object({ name: z.string(), knots: z.number().min(1) }) });
  expect((await ask(desk, stricter)).told.outcome).toBe('waiting');
  expect((await ask(desk, stricter, true)).answer).toMatchObject({ value: boat });
  expect((await ask(desk, stricter)).told).toMatchObject({ outcome: 'answered', stale: false });
  const other = { ...question(), schema: z.object({ name: z.string(), knots: z.string() }) };
  expect((await ask(desk, other, true)).told).toMatchObject({ outcome: 'waiting', stale: true });
});

it('gives an answer to other words, and says that they were others; remarks in the form are words', async () => {
  const desk = await openDesk();
  await ask(desk);
  await handIn(desk, boat);
  expect((await ask(desk)).told.reworded).toBe(false);
  expect((await ask(desk, question({ prompt: 'Write a fast boat.' }))).told.reworded).toBe(true);
  const remarked = question({ schema: z.object({ name: z.string(), knots: z.number() }) });
  expect((await ask(desk, remarked)).told).toMatchObject({ outcome: 'answered', reworded: true });
});

it('tells the tries of a question apart, and the rounds of a repair', async () => {
  const desk = await openDesk();
  const asked: Asked[] = [];
  const model = replayingModel({ desk, told: (one) => asked.push(one) });
  const repair = { task: 'repair-sql', subject: 'fct_boats' };
  for (const request of [
    question(),
    question({ attempt: 'mend', prompt: 'Write it again.' }),
    question({ ...repair, prompt: 'Mend it.' }),
    question({ ...repair, prompt: 'Mend it once more.' }),
    question({ ...repair, prompt: 'Mend it.' }),
  ]) {
    await model.complete(request, call).catch(() => undefined);
  }
  expect(asked.map(({ name }) => name)).toEqual([
    'write-rows.harbour.boats',
    'write-rows.harbour.boats.mend',
    'repair-sql.fct_boats',
    'repair-sql.fct_boats.2',
    'repair-sql.fct_boats',
  ]);
});

it('clears prompts that nobody asks any more, and names answers that nobody asked for', async () => {
  const desk = await openDesk();
  await ask(desk);
  await ask(desk, question({ subject: 'harbour.quays' }));
  await handIn(desk, boat);
  await ask(desk);
  await clearDesk(desk, []);
  expect(await readdir(desk.open)).toEqual([]);
  expect(await notAskedFor(desk, [])).toEqual([join(desk.answers, 'write-rows.harbour.boats.json')]);
  expect(await notAskedFor(desk, ['write-rows.harbour.boats'])).toEqual([]);
});
