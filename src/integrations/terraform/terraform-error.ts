import { FoundryError } from '../../domain/foundry-error.ts';

/** What each code means to the person, and whether the same run may do better by itself later. */
const advice = {
  'terraform-missing': {
    mend: 'Install Terraform 1.11 or newer, or set TERRAFORM_BIN to its path, and start the service again.',
    retryable: false,
  },
  'terraform-too-old': {
    mend: 'Install Terraform 1.11 or newer, or set TERRAFORM_BIN to its path, and start the service again.',
    retryable: false,
  },
  'terraform-provider-missing': {
    mend: 'Let this machine reach registry.terraform.io once, or copy a provider mirror into the folder that is named.',
    retryable: true,
  },
  /** Another run works on the same state, such as one that outlived its worker. */
  'terraform-busy': { mend: 'Wait for the run that is going on; this one is tried again.', retryable: true },
  'terraform-token-refused': { mend: 'Make a service token in dbt Cloud and enter it again.', retryable: false },
  'terraform-token-not-allowed': {
    mend: 'Give the service token the permission sets that docs/credentials.md names, for this account.',
    retryable: false,
  },
  /** The API understood and said no: a value is wrong, a name is taken, a limit is reached. */
  'terraform-refused': { mend: 'Change the value that dbt Cloud names, then try again.', retryable: false },
  /** Something in the state was removed outside, or the token no longer sees it: the API does not say which. */
  'terraform-gone': {
    mend: 'Look at dbt Cloud: if it was deleted, let the build make it again or take the rest down; if it is there, give the token access to it.',
    retryable: false,
  },
  'terraform-rate-limited': { mend: 'Wait a minute; the step is tried again.', retryable: true },
  'terraform-unavailable': { mend: 'Wait a moment and try again; status.getdbt.com may say more.', retryable: true },
  'terraform-unreachable': { mend: 'Check the dbt Cloud host and the network, proxies included.', retryable: true },
  /** The Semantic Layer before any successful run of its environment. */
  'terraform-run-first': { mend: 'Run the production job once; it has to succeed.', retryable: false },
  'terraform-provider-crashed': { mend: 'Try again; what was being made is looked up first.', retryable: true },
  'terraform-cancelled': { mend: 'Start the step again if it is wanted after all.', retryable: false },
  /** The state is in the working folder only; the next run on this machine finds it there. */
  'terraform-state-unsaved': {
    mend: 'Look at free disk space and the artifact store, then try again.',
    retryable: true,
  },
  'terraform-failed': { mend: 'Read what Terraform says, then try again.', retryable: false },
} as const;

export type TerraformErrorCode = keyof typeof advice;

/** What is known about the resources of a run that failed, by address. */
export interface FailedRun {
  /** Made, changed or removed before the failure. */
  readonly done: readonly string[];
  /** May exist although the run says that it failed: look them up before the next run, and adopt what is there. */
  readonly uncertain: readonly string[];
  /** Not made, as the API said no. */
  readonly refused: readonly string[];
  /** In the state, but no longer in the account. */
  readonly gone: readonly string[];
}

const nothingDone: FailedRun = { done: [], uncertain: [], refused: [], gone: [] };

/** Terraform, its provider or the API behind it failed. No secret is in any of its words. */
export class TerraformError extends FoundryError {
  declare readonly code: TerraformErrorCode;
  readonly run: FailedRun;

  constructor(code: TerraformErrorCode, sentence: string, run: Partial<FailedRun> & ErrorOptions = {}) {
    const { cause, ...known } = run;
    super(code, sentence, { ...advice[code], cause });
    this.run = { ...nothingDone, ...known };
  }
}
