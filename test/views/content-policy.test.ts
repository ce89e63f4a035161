import { beforeAll, describe, expect, it } from 'vitest';
import type { Scenario } from '../../src/domain/scenario/scenario.ts';
import { everyPage, htmlOf } from './fixtures/pages.tsx';
import { aScenario } from './fixtures/scenario.ts';

const hostile = `<img src=x onerror="alert(1)">'"&<script>alert(2)</script>`;
let pages: [string, string][];
let scenario: Scenario;

beforeAll(async () => {
  scenario = await aScenario();
  pages = await Promise.all(
    Object.entries(everyPage(scenario, hostile)).map(
      async ([name, page]) => [name, await htmlOf(page)] as [string, string],
    ),
  );
});

/** Tags with their attributes: what is text in the page is left out. */
const tags = (html: string): string[] => html.match(/<[a-z][^>]*>/gi) ?? [];

describe('every page', () => {
  it('holds no script and no style of its own', () => {
    for (const [name, html] of pages) {
      const scripts = tags(html).filter((tag) => /^<script/i.test(tag) && !/\ssrc="\/assets\//.test(tag));
      expect(scripts, name).toEqual([]);
      expect(
        tags(html).filter((tag) => /^<style/i.test(tag) || /\sstyle=/i.test(tag)),
        name,
      ).toEqual([]);
    }
  });

  it('has no attribute that a browser or htmx would run as a script', () => {
    const names = (tag: string) => tag.replaceAll(/="[^"]*"/g, '=');
    const named = /\s(on[a-z]+|hx-on[^=\s]*|hx-vals|hx-headers)=/i;
    const valued = /\s(href|action|hx-[a-z:]+)="\s*(javascript|js):|\shx-trigger="[^"]*\[/i;
    for (const [name, html] of pages) {
      expect(
        tags(html).filter((tag) => named.test(names(tag)) || valued.test(tag)),
        name,
      ).toEqual([]);
    }
  });

  it('shows what people typed as text', () => {
    for (const [name, html] of pages) {
      expect(html, name).not.toContain('<img src=x');
      expect(html, name).not.toContain('<script>alert');
    }
    const texts = pages.filter(([, html]) => html.includes('&lt;img src=x')).map(([name]) => name);
    expect(texts).toHaveLength(pages.length - 1); // all but the welcome, in which nobody wrote anything
  });

  it('has no attribute that a value was put into by mistake', () => {
    for (const [name, html] of pages) expect(html, name).not.toContain('[object Object]');
  });

  it('gives every field a label and every id once', () => {
    for (const [name, html] of pages) {
      const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
      expect(new Set(ids).size, `${name}: ${ids.filter((id, at) => ids.indexOf(id) !== at)}`).toBe(ids.length);
      const fields = tags(html).filter((tag) => /^<(input|select|textarea)/.test(tag) && !/type="hidden"/.test(tag));
      for (const field of fields) {
        const [, id] = /\sid="([^"]*)"/.exec(field) ?? [];
        expect(html, `${name}: ${field}`).toContain(`for="${id}"`);
      }
    }
  });
});
