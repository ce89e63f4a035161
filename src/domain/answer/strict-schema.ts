import { z } from 'zod';

/**
 * What of a schema is not taken by the strict modes of both vendors, a sentence each; empty when all is.
 * Minima, maxima and patterns are fine, though one vendor reads them as a remark: zod checks the answer afterwards.
 * @example checkSchema(z.object({ name: z.string().optional() })) // ['name: is optional; …']
 */
export function checkSchema(schema: z.ZodType): string[] {
  // What has no form in JSON becomes `{}` here and is found by having no type.
  const root = jsonSchema.parse(z.toJSONSchema(schema, { unrepresentable: 'any' }));
  const found: Found = { problems: [], properties: 0, unions: 0, enumValues: 0, characters: 0 };
  if (root.type !== 'object') found.problems.push('the root: is not an object.');
  walk(root, { path: '', depth: 0, above: [] }, root, found);
  return [...found.problems, ...beyondLimits(found)];
}

/** As the vendors document them; neither client counts. */
const limits = { properties: 5_000, depth: 10, unions: 16, enumValues: 1_000, longEnum: 250, characters: 120_000 };
const longEnumCharacters = 15_000;

/** Formats that both keep; others fail at one of them. */
const formats = ['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid'];

const refused: Record<string, string> = {
  default: 'has a default; the model must say the value, so ask for it.',
  prefixItems: 'is a tuple; use an object.',
  propertyNames: 'has free field names; use an array of {key, value}.',
  patternProperties: 'has free field names; use an array of {key, value}.',
  allOf: 'is an intersection that cannot be merged; write it as one object.',
  not: 'allows nothing.',
};

interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly $ref?: string | undefined;
  /** A nullable or mixed one has several. */
  readonly type?: string | readonly string[] | undefined;
  readonly properties?: Readonly<Record<string, JsonSchema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: JsonSchema | boolean | undefined;
  readonly anyOf?: readonly JsonSchema[] | undefined;
  readonly oneOf?: readonly JsonSchema[] | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly $defs?: Readonly<Record<string, JsonSchema>> | undefined;
}

const jsonSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  z.looseObject({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    properties: z.record(z.string(), jsonSchema).optional(),
    required: z.array(z.string()).optional(),
    items: z.union([jsonSchema, z.boolean()]).optional(),
    anyOf: z.array(jsonSchema).optional(),
    oneOf: z.array(jsonSchema).optional(),
    enum: z.array(z.unknown()).optional(),
    $defs: z.record(z.string(), jsonSchema).optional(),
  }),
);

interface Found {
  readonly problems: string[];
  properties: number;
  unions: number;
  enumValues: number;
  /** Of names and allowed values. */
  characters: number;
}

interface Place {
  readonly path: string;
  /** Of objects around it. */
  readonly depth: number;
  readonly above: readonly JsonSchema[];
}

function walk(schema: JsonSchema, { path, depth, above }: Place, root: JsonSchema, found: Found): void {
  const say = (sentence: string) => found.problems.push(`${path || 'the root'}: ${sentence}`);
  if (above.includes(schema)) {
    say('contains itself; unroll it to a fixed depth.');
    return;
  }
  const inside = (part: string, deeper = 0): Place => ({
    path: [path, part].filter(Boolean).join('.'),
    depth: depth + deeper,
    above: [...above, schema],
  });
  if (schema.$ref !== undefined) {
    const target = schema.$ref === '#' ? root : root.$defs?.[schema.$ref.replace('#/$defs/', '')];
    if (target) walk(target, { path, depth, above: [...above, schema] }, root, found);
    return;
  }
  const keyword = Object.keys(refused).find((name) => name in schema);
  if (keyword) say(refused[keyword] ?? '');

  const choices = schema.anyOf ?? schema.oneOf;
  const types = [schema.type ?? []].flat();
  if (choices || types.length > 1) found.unions += 1;
  if (choices) {
    for (const choice of choices) if (choice.type !== 'null') walk(choice, inside(''), root, found);
  } else if (schema.enum || 'const' in schema) {
    countValues(schema.enum ?? [schema.const], say, found);
  } else if (types.length === 0 && !keyword) {
    say('has no type that JSON knows; use a plain one and convert it afterwards.');
  }
  if (types.includes('object')) {
    walkObject(schema, say, found);
    if (depth + 1 > limits.depth) say(`is nested deeper than ${limits.depth} objects.`);
    for (const [name, part] of Object.entries(schema.properties ?? {})) walk(part, inside(name, 1), root, found);
  }
  if (types.includes('array')) {
    if (typeof schema.items === 'object') walk(schema.items, inside('[]'), root, found);
    else if (!keyword) say('is an array of anything; say of what.');
  }
  if (types.includes('string')) checkText(schema, say);
}

function walkObject(schema: JsonSchema, say: (sentence: string) => void, found: Found): void {
  const names = Object.keys(schema.properties ?? {});
  found.properties += names.length;
  found.characters += names.join('').length;
  const required = new Set(schema.required);
  for (const name of names) {
    if (!required.has(name)) say(`“${name}” is optional; use null, "" or [] for none.`);
  }
  if (schema.additionalProperties !== false && !('propertyNames' in schema)) {
    say('takes any further field; close it, or use an array of {key, value}.');
  }
}

function checkText(schema: JsonSchema, say: (sentence: string) => void): void {
  const { format, pattern } = schema;
  if (typeof format === 'string' && !formats.includes(format)) say(`has the format “${format}”; use a plain string.`);
  if (typeof pattern === 'string' && /\(\?<?[=!]|\\[1-9]/.test(pattern)) {
    say('has a pattern that looks around or back; check it in code instead.');
  }
}

function countValues(values: readonly unknown[], say: (sentence: string) => void, found: Found): void {
  const characters = values.join('').length;
  found.enumValues += values.length;
  found.characters += characters;
  if (values.length > limits.longEnum && characters > longEnumCharacters) {
    say(
      `has ${values.length} allowed values of ${characters} characters together; at most ${longEnumCharacters} pass.`,
    );
  }
}

function beyondLimits(found: Found): string[] {
  const counts = [
    ['unions and nullable fields', found.unions, limits.unions],
    ['fields', found.properties, limits.properties],
    ['allowed values', found.enumValues, limits.enumValues],
    ['characters of names and allowed values', found.characters, limits.characters],
  ] as const;
  return counts
    .filter(([, count, most]) => count > most)
    .map(([what, count, most]) => `the whole: has ${count} ${what}; at most ${most} pass.`);
}
