import type { Client } from '@temporalio/client';
import type { PayloadCodec } from '@temporalio/common';
import type { Logger } from 'pino';
import type { OfferedAccounts } from '../domain/accounts/offered-accounts.ts';
import type { Warehouse } from '../domain/brief/brief.ts';
import type { AccessCheck, OfferedProviders } from '../domain/build/provider-choice.ts';
import type { BuildOptions } from '../domain/build/state.ts';
import type { DbtSchemas } from '../domain/project/lint/yaml.ts';
import type { PreviewPrompts } from '../domain/prompt/preview.ts';
import type { ArtifactStore } from '../integrations/artifacts/store.ts';
import type { Records } from '../integrations/records/records.ts';
import type { Vault } from '../integrations/secrets/vault.ts';

/** A brief that the form offers to start from; `name` is its file's name without the ending. */
export interface ExampleBrief {
  readonly name: string;
  readonly text: string;
  /** No blueprint fits it: it shows what a model makes of notes. */
  readonly forModel?: boolean;
}

/** What the page works with; the entry point wires it up. */
export interface AppDeps {
  readonly client: Client;
  /** Where builds are started. */
  readonly buildQueue: string;
  /** Decodes what Temporal Web shows. */
  readonly codec: PayloadCodec;
  /** Temporal Web, which the page links to and which alone may use the codec endpoint. */
  readonly temporalUi: string | undefined;
  readonly artifacts: ArtifactStore;
  readonly records: Records;
  readonly logger: Logger;
  readonly examples: readonly ExampleBrief[];
  /** What every new build starts with. */
  readonly buildOptions: BuildOptions;
  /** The warehouse that the form begins with. */
  readonly presetWarehouse?: Warehouse;
  /** What the settings hold for the accounts of demos in dbt Cloud; no secret is in it. */
  readonly accounts: OfferedAccounts;
  /** What can write a demo. */
  readonly providers: OfferedProviders;
  /** Asks a vendor whether it takes a typed key, or else the service's own. */
  readonly checkAccess: (vendor: string, typed: string | undefined, signal: AbortSignal) => Promise<AccessCheck>;
  /** Keeps entered keys; none where the page was started by itself. */
  readonly vault?: Vault | undefined;
  /** What edited YAML is held against. */
  readonly dbtSchemas?: DbtSchemas;
  /** Puts the questions to a model together without asking them; none where their files cannot be read. */
  readonly previewPrompts?: PreviewPrompts;
  /** Folder of the browser scripts that come with the htmx package. */
  readonly htmxFolder: string;
}
