import { describe, expect, it } from 'vitest';
import { FoundryError } from '../../../src/domain/foundry-error.ts';
import { blanksIn, renderPrompt } from '../../../src/domain/prompt/render-prompt.ts';

describe('a prompt', () => {
  it('takes each value wherever its blank stands', () => {
    expect(renderPrompt('[[who]] asks [[whom]]; [[who]] waits.', { who: 'Ada', whom: 'Bo' })).toBe(
      'Ada asks Bo; Ada waits.',
    );
  });

  it('never reads a value again', () => {
    const values = { one: '[[two]] $& $1 {{ two }}', two: '[[one]]' };
    expect(renderPrompt('[[one]] and [[two]]', values)).toBe('[[two]] $& $1 {{ two }} and [[one]]');
  });

  it('leaves Jinja and SQL as they are', () => {
    const text = "{{ dbt.concat(['a', 'b']) }} {% if x %} a[1] [x] array[[1, 2][0]]";
    expect(renderPrompt(text, {})).toBe(text);
  });

  it.each([
    ['a blank that nothing fills', 'Rows of [[source]]', {}, 'source'],
    ['a value without a blank', 'Rows', { source: 'shop.orders' }, 'source'],
    ['a blank that is misspelt', 'Rows of [[ Source ]]', { source: 'shop.orders' }, ' Source '],
    ['a blank with the name of what every object has', 'Rows of [[toString]]', {}, 'toString'],
  ])('is refused for %s, by its name and the file', (_, template, blanks, named) => {
    const render = () => renderPrompt(template, blanks, 'write-rows');
    expect(render).toThrow(FoundryError);
    expect(render).toThrow(`“${named}”`);
    expect(render).toThrow('write-rows');
  });

  it('tells its blanks, each once', () => {
    expect(blanksIn('[[b]] [[a]] [[b]]')).toEqual(['b', 'a']);
  });
});
