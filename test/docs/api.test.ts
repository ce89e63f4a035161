import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../src/config.ts';
import { fieldNames } from '../../src/domain/accounts/fields.ts';
import { briefSchema } from '../../src/domain/brief/brief.ts';
import { askTable } from '../../src/domain/build/ask.ts';
import { decisionSchema } from '../../src/domain/build/decision.ts';

const text = readFileSync(join(root, 'docs/api.md'), 'utf8');
const kinds = decisionSchema.options.map(({ shape }) => shape.kind.value);
const api = join(root, 'src/api');
const sources = readdirSync(api, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(join(api, file), 'utf8'));

/** Every route as the code has it, such as `POST /api/builds`; what a path matches by a pattern is left out. */
function routes(): string[] {
  return sources.flatMap((source) => [
    ...[...source.matchAll(/\.(get|post)\('(\/[^']*)'/g)].map(
      ([, method = '', path = '']) => `${method.toUpperCase()} ${path.replace(/\{[^}]*\}/g, '')}`,
    ),
    ...[...source.matchAll(/\['(\/codec\/\w+)',/g)].map(([, path]) => `POST ${path}`),
  ]);
}

describe('docs/api.md', () => {
  it('names every route', () => {
    const all = routes();
    expect(all).toEqual(expect.arrayContaining(['POST /api/builds', 'POST /codec/decode', 'GET /healthz']));
    expect(all.length).toBeGreaterThan(40);
    expect(all.filter((route) => !text.includes(`\`${route}\``))).toEqual([]);
  });

  it('says which decisions answer each question', () => {
    for (const [ask, answers] of Object.entries(askTable)) {
      expect(text).toContain(`| \`${ask}\` | ${answers.map((kind) => `\`${kind}\``).join(', ')} |`);
    }
  });

  it('has an example of every decision, in the form that a program sends', () => {
    const examples = [...text.matchAll(/^\{"kind".*\}$/gm)].map(([line]): unknown => JSON.parse(line));
    expect(examples).toEqual(
      expect.arrayContaining(kinds.map((kind) => expect.objectContaining({ kind, ask: expect.any(Number) }))),
    );
    expect(new Set(kinds).size).toBe(examples.length);
  });

  it('names every field of a brief and of the accounts', () => {
    const fields = [...Object.keys(briefSchema.shape), ...fieldNames];
    expect(fields.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it('lists every code that a request is refused with', () => {
    const codes = sources.flatMap((source) =>
      [...source.matchAll(/(?:ApiError\(\s*\d+,\s*|refusedBy\()'([a-z-]+)'/g)].map(([, code]) => code),
    );
    expect(codes).toEqual(expect.arrayContaining(['brief-refused', 'host-refused']));
    expect(codes.filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
  });
});
