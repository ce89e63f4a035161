import { describe, expect, test } from 'vitest';
import { buildFrom } from '../../../src/domain/build/build-from.ts';
import type { BuildState } from '../../../src/domain/build/state.ts';
import { upcasters } from '../../../src/domain/upcasters.ts';
import { aState } from '../../views/fixtures/states.ts';

const at = '2026-11-21T12:00:00.000Z';

/** As the first version of this service kept a build. */
function oldState(over: Partial<BuildState> = {}): object {
  const { begun: _, updatedAt: __, ...old } = aState(over);
  return { ...old, schema: 'build/1' };
}

describe('a build', () => {
  test('begins with its input', () => {
    const { id, owner, company, industry, target, warehouse, brief, asOf, timeZone, options } = aState();
    const rest = { id, owner, company, industry, target, warehouse, brief, asOf, timeZone, options };
    const state = buildFrom({ schema: 'build-input/1', ...rest }, at);
    expect(state).toMatchObject({ ...rest, schema: 'build/2', phase: 'setup', createdAt: at, updatedAt: at });
  });

  test('goes on with the state of an earlier run', () => {
    expect(buildFrom(aState(), at)).toEqual(aState());
  });

  test('goes on with a state that the first version kept, and knows what stands', () => {
    const bare = oldState();
    expect(buildFrom(bare, at)).toEqual(aState({ begun: [], updatedAt: aState().createdAt }));
    const environment = { generation: 1, schema: 'acme_b1', cron: '0 6 * * *' };
    const repository = { name: 'acme', cloneUrl: '', commit: '', project: '', branches: [] };
    expect(buildFrom(oldState({ repository, environment }), at).begun).toEqual(['repository', 'environments']);
    expect(buildFrom(oldState({ environment: { ...environment, schedule: 's' } }), at).begun).toEqual([
      'environments',
      'schedule',
    ]);
  });

  test('goes on with a state of an invented version before that', () => {
    const { company, ...older } = aState();
    const invented = { ...older, schema: 'build/0', customer: company };
    const known = {
      ...upcasters,
      'build/0': ({ customer, ...rest }: typeof invented) => ({ ...rest, schema: 'build/1', company: customer }),
    };
    expect(buildFrom(invented, at, known)).toMatchObject({ schema: 'build/2', company });
    expect(() => buildFrom(invented, at)).toThrow(/cannot go on from build\/0/);
  });

  test('waits for a worker that knows its version', () => {
    expect(() => buildFrom({ ...aState(), schema: 'build/3' }, at)).toThrow(/cannot go on from build\/3/);
    expect(() => buildFrom(undefined, at)).toThrow(/from nothing/);
  });
});
