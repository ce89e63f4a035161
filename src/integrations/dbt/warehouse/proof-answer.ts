import { z } from 'zod';

const read = {
  error: z.object({ line: z.number().nullable(), message: z.string() }).nullable(),
  unknown: z.array(z.object({ name: z.string(), line: z.number() })),
};

const nodeResult = z.object({
  uniqueId: z.string(),
  path: z.string().nullable(),
  status: z.string(),
  message: z.string().nullable(),
});

const command = {
  succeeded: z.boolean(),
  exception: z.string().nullable(),
  seconds: z.number(),
  nodes: z.array(nodeResult),
};

const compiledFile = z.object({
  uniqueId: z.string(),
  name: z.string(),
  path: z.string(),
  sql: z.string(),
  ...read,
});
export type CompiledFile = z.infer<typeof compiledFile>;

const deprecation = z.object({
  name: z.string(),
  message: z.string(),
  file: z.string().nullable(),
  key: z.string().nullable(),
  keyPath: z.string().nullable(),
});
export type Deprecation = z.infer<typeof deprecation>;

const provenProject = z.object({
  name: z.string(),
  parse: z.object({ ...command, deprecations: z.array(deprecation) }),
  compiles: z.array(z.object({ ...command, incremental: z.boolean(), files: z.array(compiledFile) })),
  builds: z.array(
    z.object({
      ...command,
      standing: z.boolean(),
      command: z.array(z.string()),
      statements: z.number(),
      unread: z.array(z.object({ uniqueId: z.string(), ...read })),
    }),
  ),
});
export type ProvenProject = z.infer<typeof provenProject>;

/** What the Python side found, as it writes it. */
export const proofAnswerSchema = z.object({
  adapter: z.string(),
  dbt: z.string(),
  sqlglot: z.string(),
  network: z.enum(['namespace', 'audit-hook']),
  seconds: z.number(),
  projects: z.array(provenProject),
});
export type ProofAnswer = z.infer<typeof proofAnswerSchema>;

export const proofProgressSchema = z.object({
  project: z.string(),
  stage: z.string(),
  done: z.number(),
  total: z.number(),
  node: z.string(),
});
export type ProofProgress = z.infer<typeof proofProgressSchema>;
