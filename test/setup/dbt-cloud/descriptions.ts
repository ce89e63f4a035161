import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import { z } from 'zod';

/** One thing that the published descriptions say can be asked for. */
export interface DescribedOperation {
  readonly method: string;
  /** As in the description, after `/api`: `/v3/accounts/{account_id}/projects/`. */
  readonly path: string;
  readonly query: readonly string[];
  /** What a body has to be; undefined where none is described. */
  readonly body: ValidateFunction | undefined;
  /** By status; undefined where the answer has no JSON. */
  readonly answers: ReadonlyMap<number, ValidateFunction | undefined>;
}

const content = z.object({ 'application/json': z.object({ schema: z.unknown() }).optional() }).optional();
const operation = z.object({
  parameters: z.array(z.object({ in: z.string(), name: z.string() })).default([]),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ content })),
});
const description = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

/** Reads `dbt-cloud-openapi-v2.yaml` and `-v3.yaml` of a folder. */
export async function readDescriptions(folder: string): Promise<DescribedOperation[]> {
  const versions = await Promise.all(['v2', 'v3'].map((version) => readDescription(folder, version)));
  return versions.flat();
}

async function readDescription(folder: string, version: string): Promise<DescribedOperation[]> {
  const text = await readFile(join(folder, `dbt-cloud-openapi-${version}.yaml`), 'utf8');
  const { paths, components } = description.parse(parse(text));
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema(asJsonSchema({ components }) as object, 'description');
  const validator = (schema: unknown) => ajv.compile(asJsonSchema(schema, 'description') as object);
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([method]) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))
      .map(([method, said]) => {
        const { parameters, requestBody, responses } = operation.parse(said);
        const body = requestBody?.content?.['application/json']?.schema;
        return {
          method: method.toUpperCase(),
          path: path.replace(/^\/api/, ''),
          query: parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name),
          body: body === undefined ? undefined : validator(body),
          answers: new Map(
            Object.entries(responses).map(([status, answer]) => {
              const schema = answer.content?.['application/json']?.schema;
              return [Number(status), schema === undefined ? undefined : validator(schema)];
            }),
          ),
        };
      }),
  );
}

/**
 * The descriptions are OpenAPI 3.0 and name no field that can be null, while their own provider reads and sends nulls: every
 * property may be null here. Of alternatives one or more may fit, as those of credentials overlap.
 */
function asJsonSchema(schema: unknown, root = ''): unknown {
  if (Array.isArray(schema)) return schema.map((each) => asJsonSchema(each, root));
  if (typeof schema !== 'object' || schema === null) return schema;
  const converted = Object.entries(schema).map(([key, value]) => {
    if (key === '$ref') return [key, `${root}${value}`];
    if (key === 'oneOf') return ['anyOf', asJsonSchema(value, root)];
    if (key !== 'properties') return [key, asJsonSchema(value, root)];
    const properties = Object.entries(value as Record<string, unknown>);
    return [
      key,
      Object.fromEntries(
        properties.map(([name, each]) => [name, { anyOf: [{ type: 'null' }, asJsonSchema(each, root)] }]),
      ),
    ];
  });
  return Object.fromEntries(converted);
}
