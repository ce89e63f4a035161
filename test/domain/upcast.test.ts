import { describe, expect, test } from 'vitest';
import { type Upcasters, upcast } from '../../src/domain/upcast.ts';

interface First {
  readonly schema: 'thing/1';
  readonly name: string;
}
interface Second {
  readonly schema: 'thing/2';
  readonly names: readonly string[];
}

const invented: Upcasters = {
  'thing/1': ({ name }: First): Second => ({ schema: 'thing/2', names: [name] }),
  'thing/2': ({ names }: Second) => ({ schema: 'thing/3', names, count: names.length }),
};

describe('a stored document', () => {
  test('of an older version goes through every version after it', () => {
    expect(upcast({ schema: 'thing/1', name: 'a' }, invented)).toEqual({ schema: 'thing/3', names: ['a'], count: 1 });
    expect(upcast({ schema: 'thing/2', names: ['a', 'b'] }, invented)).toMatchObject({ count: 2 });
  });

  test.each([
    [{ schema: 'thing/3', names: [], count: 0 }],
    [{ schema: 'thing/4' }],
    [{ schema: 'toString' }],
    [{ schema: 1 }],
    [null],
    ['thing/1'],
  ])('of today, of later, or none at all stays as it is: %j', (stored) => {
    expect(upcast(stored, invented)).toBe(stored);
  });

  test('never goes round in a circle', () => {
    const circle: Upcasters = {
      a: () => ({ schema: 'b' }),
      b: () => ({ schema: 'a' }),
    };
    expect(() => upcast({ schema: 'a' }, circle)).toThrow(/back to itself/);
  });
});
