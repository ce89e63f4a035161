import { describe, expect, test } from 'vitest';
import { noteBegun, noteTaken, standingThings, unfinishedThings } from '../../../src/domain/build/standing.ts';
import type { BuildState } from '../../../src/domain/build/state.ts';
import { aState, aStep } from '../../views/fixtures/states.ts';

const repository = { name: 'acme', cloneUrl: '', commit: '', project: '', branches: [] };

function begun(...steps: Parameters<typeof noteBegun>[1][]): BuildState {
  const state = aState({ repositoryName: 'acme' });
  for (const step of steps) noteBegun(state, step);
  return state;
}

describe('what stands', () => {
  test('is what steps began to make, once however often they were tried', () => {
    const state = begun(
      'rehearse',
      'publish-repository',
      'publish-repository',
      'create-environments',
      'create-schedule',
    );
    expect(state.begun).toEqual(['repository', 'environments', 'schedule']);
    expect(standingThings(state)).toEqual([
      'repository acme, maybe unfinished',
      'environments, maybe unfinished',
      'schedule of the production job, maybe unfinished',
    ]);
  });

  test('is named once it is finished', () => {
    const state = begun('publish-repository', 'create-environments', 'create-schedule');
    state.repository = repository;
    state.environment = { generation: 1, schema: 'acme_b1', cron: '0 6 * * *', schedule: 'production-b1' };
    expect(standingThings(state)).toEqual([
      'repository acme',
      'environments with schema acme_b1',
      'schedule production-b1',
    ]);
    expect(unfinishedThings(state)).toEqual([]);
  });

  test('is no longer what was taken away', () => {
    const state = begun('publish-repository', 'create-environments');
    noteTaken(state, 'repository');
    expect(unfinishedThings(state)).toEqual(['environments, maybe unfinished']);
  });

  test('is not what failed each time before anything was called', () => {
    const failure = { code: 'account-secret-lost', sentence: 'It is gone.', mend: 'Enter it again.' };
    const tries = (...untouched: boolean[]) => {
      const state = begun('publish-repository');
      state.steps = untouched.map((so) =>
        aStep('publish-repository', { status: 'failed', failure: so ? { ...failure, untouched: true } : failure }),
      );
      return unfinishedThings(state);
    };
    expect(tries(true, true)).toEqual([]);
    expect(tries(false, true)).toEqual(['repository acme, maybe unfinished']);
  });
});
