import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkSchema } from '../../../src/domain/answer/strict-schema.ts';
import { toAnthropicSchema } from '../../../src/integrations/ai/anthropic-schema.ts';
import { toOpenAiSchema } from '../../../src/integrations/ai/openai-schema.ts';

const shared = z.object({ key: z.string(), value: z.string() });
const tree = z.object({
  name: z.string(),
  get children() {
    return z.array(tree);
  },
});
const nested = (depth: number): z.ZodType =>
  depth === 0 ? z.string() : z.object({ [`level${depth}`]: nested(depth - 1) });
const many = (count: number, part: z.ZodType) =>
  z.object(Object.fromEntries(Array.from({ length: count }, (_, index) => [`field_${index}`, part])));

describe('what both strict modes take', () => {
  it.each<[string, z.ZodType]>([
    ['plain fields', z.object({ text: z.string(), number: z.number(), whole: z.int(), flag: z.boolean() })],
    ['descriptions', z.object({ text: z.string().describe('What it says.') }).describe('All of it.')],
    [
      'limits, which zod checks afterwards',
      z.object({ rows: z.array(z.string().max(40)).length(10), n: z.int().min(1) }),
    ],
    ['nullable fields', z.object({ text: z.string().nullable() })],
    ['one of some words', z.object({ role: z.enum(['none', 'primary']), type: z.literal('rows') })],
    ['a choice by a word', z.object({ rule: z.discriminatedUnion('is', [z.object({ is: z.literal('a') })]) })],
    ['dates and ids', z.object({ day: z.iso.date(), at: z.iso.datetime(), id: z.uuid(), mail: z.email() })],
    ['the same part twice', z.object({ first: shared, second: z.array(shared) })],
    ['rules of our own', z.object({ text: z.string() }).refine(({ text }) => text !== '')],
    ['ten objects deep', nested(10)],
    ['sixteen nullable fields', many(16, z.string().nullable())],
  ])('%s', (_, schema) => {
    expect(checkSchema(schema)).toEqual([]);
    expect(toOpenAiSchema(schema, 'task')).toMatchObject({ name: 'task', strict: true, schema: { type: 'object' } });
    expect(toAnthropicSchema(schema, 'task')).toMatchObject({ schema: { type: 'object', title: 'task' } });
  });
});

describe('what one of them does not take', () => {
  it.each<[string, z.ZodType, RegExp]>([
    ['an optional field', z.object({ a: z.object({ b: z.string().optional() }) }), /^a: “b” is optional/],
    ['a field that may be missing or null', z.object({ b: z.string().nullish() }), /“b” is optional/],
    ['a default', z.object({ b: z.string().default('x') }), /^b: has a default/],
    ['free field names', z.object({ map: z.record(z.string(), z.string()) }), /^map: has free field names/],
    ['further fields', z.object({ open: z.looseObject({ a: z.string() }) }), /^open: takes any further field/],
    ['a tuple', z.object({ pair: z.tuple([z.string(), z.number()]) }), /^pair: is a tuple/],
    ['anything', z.object({ list: z.array(z.unknown()) }), /^list\.\[\]: has no type/],
    ['a date', z.object({ when: z.date() }), /^when: has no type/],
    ['a big number', z.object({ n: z.bigint() }), /^n: has no type/],
    ['a value made from another', z.object({ n: z.string().transform(Number) }), /^n: has no type/],
    ['a root that is an array', z.array(z.string()), /^the root: is not an object/],
    ['a root that is a choice', z.union([z.object({ a: z.string() }), z.object({})]), /^the root: is not an object/],
    ['a part of itself', tree, /^children\.\[\]: contains itself/],
    ['an address', z.object({ link: z.url() }), /^link: has the format “uri”/],
    [
      'a pattern that looks ahead',
      z.object({ word: z.string().regex(/^(?!x)\w+$/) }),
      /^word: has a pattern that looks/,
    ],
    ['eleven objects deep', nested(11), /is nested deeper than 10 objects/],
    ['seventeen choices', many(17, z.union([z.string(), z.number()])), /^the whole: has 17 unions/],
    ['too many fields', many(5_001, z.string()), /^the whole: has 5001 fields/],
    ['too many words', many(3, z.enum(Array.from({ length: 400 }, (_, n) => `w${n}`))), /1200 allowed values/],
  ])('%s', (_, schema, problem) => {
    expect(checkSchema(schema)).toEqual([expect.stringMatching(problem)]);
  });

  it('finds every problem, each with its place', () => {
    const row = z.object({ id: z.string().optional(), cells: z.record(z.string(), z.string()) });
    expect(checkSchema(z.object({ tables: z.array(z.object({ rows: z.array(row) })) }))).toEqual([
      expect.stringMatching(/^tables\.\[\]\.rows\.\[\]: “id” is optional/),
      expect.stringMatching(/^tables\.\[\]\.rows\.\[\]\.cells: has free field names/),
    ]);
  });
});
