import { expect, it } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import { Linked } from '../../../src/views/parts/linked.tsx';

it.each([
  ['See https://a.example/b?c=1.', 'https://a.example/b?c=1'],
  ['(at https://a.example/b)', 'https://a.example/b'],
  ['“http://a.example/b”, there', 'http://a.example/b'],
  ['https://a.example/"onclick=x', 'https://a.example/'],
])('addresses can be followed, and nothing around them is part of them: %s', async (text, url) => {
  const html = await htmlOf(<Linked text={text} />);
  expect(html).toContain(`<a href="${url}" target="_blank" rel="noreferrer">${url}</a>`);
});

it('nothing else becomes a link', async () => {
  expect(await htmlOf(<Linked text="javascript:alert(1) and ftp://a.example <b>" />)).toBe(
    'javascript:alert(1) and ftp://a.example &lt;b&gt;',
  );
});
