import type { Terraform } from './find-terraform.ts';
import type { Adoption } from './import-blocks.ts';
import type { ReportProgress } from './progress.ts';
import type { StateStore } from './state-store.ts';

/** Everything a run of Terraform needs. */
export interface TerraformRequest {
  readonly terraform: Terraform;
  /** The folder with the module's `.tf` files. */
  readonly module: string;
  /** The build's own working folder: made for the run, only readable by this user, and removed after it. */
  readonly folder: string;
  /** The folder with providers; without one, only what Terraform has built in can be used. */
  readonly mirror?: string | undefined;
  /** Values of the module's variables that are no secrets. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Environment variables that are no secrets, such as DBT_CLOUD_HOST_URL. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Environment variables that are secrets, such as DBT_CLOUD_TOKEN or TF_VAR_warehouse_secret; nothing prints them. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly state: StateStore;
  /**
   * What the account has under the build's marker, looked up anew for each run: what an earlier one made without its
   * state telling so becomes part of the state, and is not made twice. Never a connection that was given.
   */
  readonly adopt?: readonly Adoption[];
  readonly signal: AbortSignal;
  readonly progress: ReportProgress;
}
