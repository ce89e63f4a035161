import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { z } from 'zod';
import { root } from '../../src/config.ts';

/** What may be done with an attribute: it must be given, may be given, may be given but is never stored, or is only read. */
export type Use = 'required' | 'optional' | 'write-only' | 'computed';

/** The attributes of each resource type by their dotted path, and those of the provider itself. */
export interface SchemaDigest {
  readonly provider: Readonly<Record<string, Use>>;
  readonly resources: Readonly<Record<string, Readonly<Record<string, Use>>>>;
}

interface Block {
  readonly attributes?: Record<string, Attribute> | undefined;
  readonly block_types?: Record<string, { readonly block: Block }> | undefined;
}

interface Attribute {
  readonly required?: boolean | undefined;
  readonly optional?: boolean | undefined;
  readonly write_only?: boolean | undefined;
  readonly nested_type?: { readonly attributes: Record<string, Attribute> } | undefined;
}

const attribute: z.ZodType<Attribute> = z.lazy(() =>
  z.object({
    required: z.boolean().optional(),
    optional: z.boolean().optional(),
    write_only: z.boolean().optional(),
    nested_type: z.object({ attributes: z.record(z.string(), attribute) }).optional(),
  }),
);
const block: z.ZodType<Block> = z.lazy(() =>
  z.object({
    attributes: z.record(z.string(), attribute).optional(),
    block_types: z.record(z.string(), z.object({ block })).optional(),
  }),
);
const schemas = z.object({
  provider: z.object({ block }),
  resource_schemas: z.record(z.string(), z.object({ block })),
});

/** What `terraform providers schema -json` prints. */
const document = z.object({ provider_schemas: z.record(z.string(), schemas) });

/**
 * Takes from a provider's schema what the module needs to be held against.
 * @param text what `terraform providers schema -json` prints
 */
export function digestOf(text: string, types: Iterable<string>): SchemaDigest {
  const { provider_schemas } = document.parse(JSON.parse(text));
  const found = provider_schemas['registry.terraform.io/dbt-labs/dbtcloud'];
  if (!found) throw new Error('The schema is not that of dbtcloud.');
  const resources = [...types].sort().map((type) => {
    const schema = found.resource_schemas[type];
    if (!schema) throw new Error(`The provider has no ${type}.`);
    return [type, usesIn(schema.block)] as const;
  });
  return { provider: usesIn(found.provider.block), resources: Object.fromEntries(resources) };
}

function usesIn({ attributes = {}, block_types = {} }: Block, prefix = ''): Record<string, Use> {
  const uses: Record<string, Use> = {};
  for (const [name, each] of Object.entries(attributes)) {
    uses[prefix + name] = useOf(each);
    if (each.nested_type) Object.assign(uses, usesIn({ attributes: each.nested_type.attributes }, `${prefix + name}.`));
  }
  for (const [name, { block: inner }] of Object.entries(block_types)) {
    uses[prefix + name] = 'optional';
    Object.assign(uses, usesIn(inner, `${prefix + name}.`));
  }
  return uses;
}

function useOf({ required, optional, write_only }: Attribute): Use {
  if (required) return 'required';
  if (write_only) return 'write-only';
  return optional ? 'optional' : 'computed';
}

/**
 * The whole schema, where this machine can have it: from the file that TERRAFORM_PROVIDER_SCHEMA names, or from the
 * provider in the mirror that TERRAFORM_PROVIDER_MIRROR names.
 */
export async function wholeSchema(terraform: string | undefined): Promise<string | undefined> {
  const { TERRAFORM_PROVIDER_SCHEMA: file, TERRAFORM_PROVIDER_MIRROR: mirror } = process.env;
  if (file) return readFile(file, 'utf8');
  if (!mirror || !terraform) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'provider-schema-'));
  try {
    await copyFile(join(root, 'terraform', 'versions.tf'), join(folder, 'versions.tf'));
    const settings = join(folder, 'terraform.rc');
    await writeFile(
      settings,
      `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
    );
    const env = { TF_CLI_CONFIG_FILE: settings, CHECKPOINT_DISABLE: '1' };
    await execa(terraform, ['init', '-input=false'], { cwd: folder, env });
    return (await execa(terraform, ['providers', 'schema', '-json'], { cwd: folder, env })).stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
