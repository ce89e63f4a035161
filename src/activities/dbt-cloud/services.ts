import type { Logger } from 'pino';
import type { AccountDefaults } from '../../domain/accounts/account-access.ts';
import type { ArtifactStore } from '../../integrations/artifacts/store.ts';
import type { Vault } from '../../integrations/secrets/vault.ts';
import type { StoredState } from '../../integrations/terraform/stored-states.ts';

/** How the steps of a demo in dbt Cloud reach what is outside. */
export interface Services {
  /** Values of the accounts where a build is given none of its own, secrets included. */
  readonly defaults: AccountDefaults;
  /** Of GitHub's REST interface. */
  readonly githubApiUrl: string;
  readonly templateRepository: { readonly url: string; readonly ref: string | undefined } | undefined;
  readonly terraform: {
    /** Without it, the `terraform` on PATH. */
    readonly binary: string | undefined;
    /** The folder with the module's `.tf` files. */
    readonly module: string;
    readonly mirror: string;
    /** Each run works in a folder of its own in it. */
    readonly workFolder: string;
    /** The state of a build's resources. */
    stateOf(buildId: string): StoredState;
  };
}

/** What opening an account takes. */
export interface AccountDeps {
  readonly logger: Logger;
  readonly vault: Vault | undefined;
  readonly artifacts: ArtifactStore;
  readonly services: Services;
}
