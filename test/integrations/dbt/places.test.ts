import { expect, it } from 'vitest';
import { Places } from '../../../src/integrations/dbt/places.ts';

/** Takes a place and notes in which turn it came. */
async function inTurn(places: Places, turns: string[], name: string, urgent = false, signal?: AbortSignal) {
  const release = await places.take(signal, urgent);
  turns.push(name);
  await new Promise((resolve) => setTimeout(resolve, 1));
  release();
}

it('gives the next place to who is urgent, else to who came first', async () => {
  const places = new Places(1);
  const turns: string[] = [];
  await Promise.all([
    inTurn(places, turns, 'first'),
    inTurn(places, turns, 'ahead'),
    inTurn(places, turns, 'live', true),
    inTurn(places, turns, 'ahead again'),
    inTurn(places, turns, 'live again', true),
  ]);
  expect(turns).toEqual(['first', 'live', 'live again', 'ahead', 'ahead again']);
});

it('lets whoever gives up leave the line, urgent or not', async () => {
  const places = new Places(1);
  const turns: string[] = [];
  const given = new AbortController();
  const leaving = inTurn(places, turns, 'given up', true, given.signal);
  await leaving;
  const busy = inTurn(places, turns, 'busy');
  const waits = inTurn(places, turns, 'never', true, given.signal).catch((reason: unknown) => reason);
  const last = inTurn(places, turns, 'last');
  given.abort('enough');
  expect(await waits).toBe('enough');
  await Promise.all([busy, last]);
  expect(turns).toEqual(['given up', 'busy', 'last']);
});
