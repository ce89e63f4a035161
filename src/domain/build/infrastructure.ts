import { z } from 'zod';
import type { Digest } from '../digest.ts';

/** What one look at the accounts came to: the table is an artifact of `AccountCheck`s. */
export interface AccountsLooked {
  readonly checks: Digest;
  readonly failed: number;
  /** Checks that only a later step can prove. */
  readonly unknown: number;
  readonly at: string;
}

/** A template repository at a fixed commit; its files are part of the project that is rehearsed. */
export interface TemplateState {
  readonly url: string;
  readonly commit: string;
  /** Of the tree of its files. */
  readonly files: Digest;
}

/** Versions that dbt Cloud takes: a release track, or a version such as `1.12.0-latest`. */
export const dbtVersion = z
  .string()
  .regex(/^(latest|compatible|extended|versionless|\d+\.\d+\.\d+(-\w+)?)$/, 'Give a release track such as “latest”.');

/** What a person may change of what Terraform makes. */
export const infrastructureOptionsSchema = z.strictObject({
  dbtVersion: dbtVersion.optional(),
  /** How many models a run builds at once. */
  threads: z
    .number('Give whole threads.')
    .int('Give whole threads.')
    .min(1, 'A run has at least one thread.')
    .max(64, 'A run has at most 64 threads.')
    .optional(),
});
export type InfrastructureOptions = z.infer<typeof infrastructureOptionsSchema>;

/** Why a plan is not carried out before a person has seen it. */
export const reasonKinds = ['deletes', 'replaces', 'gone', 'not-found'] as const;

/** A plan of Terraform, as the workflow and lists need it; what it would do field by field is an artifact. */
export interface PlanState {
  /** Digest of the stored preview. */
  readonly preview: Digest;
  /** Names exactly these changes: a word given for it counts for no other. */
  readonly changes: string;
  readonly counts: Readonly<Record<'create' | 'update' | 'replace' | 'delete' | 'adopt', number>>;
  /** Why it waits for a person's word; of a plan that only makes and changes there are none. */
  readonly reasons: readonly { readonly kind: (typeof reasonKinds)[number]; readonly about: readonly string[] }[];
}

/** What stands in dbt Cloud: ids of the account, and where people see it. */
export interface InfrastructureState {
  readonly projectId: number;
  readonly repositoryId: number;
  readonly connection: { readonly id: number; readonly made: boolean };
  readonly environments: { readonly development: number; readonly production: number; readonly integration: number };
  readonly jobs: {
    readonly load: number;
    readonly production: number;
    readonly ci: number;
    /** The jobs of several schedules, by their ids; without them production has its own schedule. */
    readonly scheduled?: Readonly<Record<string, number>>;
  };
  readonly schemas: { readonly production: string; readonly raw: string };
  readonly urls: {
    readonly project: string;
    readonly develop: string;
    readonly production: string;
    readonly jobs: {
      readonly load: string;
      readonly production: string;
      readonly ci: string;
      readonly scheduled?: Readonly<Record<string, string>>;
    };
  };
  /** Whether the Semantic Layer is set up. */
  readonly semanticLayer: boolean;
}

/** A change's pull request. */
export interface PullRequestState {
  readonly change: string;
  readonly number: number;
  readonly url: string;
  readonly branch: string;
  readonly commit: string;
}
