import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { AccountDefaults } from './domain/accounts/account-access.ts';
import { type FieldSetting, fieldNames, fieldOf } from './domain/accounts/fields.ts';
import { root, type SettingName, SettingRefused, settings, type Values } from './settings.ts';

export { root, SettingRefused } from './settings.ts';

/** How a vendor of models is reached by default. */
export interface VendorSettings {
  readonly key: string | undefined;
  /** Instead of the vendor's own address. */
  readonly baseUrl: string | undefined;
  readonly model: string;
}

/** Every setting of the service, checked. Folders and programs are absolute paths. */
export interface Config {
  readonly folders: { readonly data: string; readonly tools: string };
  /** Where the page listens; port 0 means any free one. */
  readonly web: { readonly host: string; readonly port: number };
  readonly temporal: {
    /** Of a Temporal that runs already; without it the service starts a dev server of its own. */
    readonly address: string | undefined;
    readonly namespace: string;
    readonly port: number;
    readonly uiPort: number;
    /** Temporal Web, which the page links to and which may ask for payloads to be decoded. */
    readonly uiUrl: string | undefined;
    readonly cli: string;
    /** How long closed workflows are kept. */
    readonly retentionDays: number;
  };
  readonly dbt: { readonly python: string; readonly concurrency: number };
  readonly payloads: {
    /** 32 bytes in base64; without it a key is made in the data folder. */
    readonly key: string | undefined;
    readonly keyId: string;
  };
  /** Where entered keys are kept when several machines share them; the supervisor keeps them otherwise. */
  readonly vault: { readonly url: string; readonly key: string } | undefined;
  readonly builds: {
    readonly expiryDays: number;
    /** Cron line of the production job. */
    readonly productionSchedule: string;
    readonly workAhead: boolean;
    readonly archiveRepositoryOnTeardown: boolean;
    /** The one that the form begins with. */
    readonly warehouse: Values['DEFAULT_WAREHOUSE_TYPE'];
  };
  readonly ai: {
    /** What generates where the person chooses nothing. */
    readonly provider: Values['DEFAULT_AI_PROVIDER'];
    readonly anthropic: VendorSettings;
    readonly openai: VendorSettings;
    /** Most tokens that one build may use, prompts and answers together. */
    readonly tokenBudget: number;
  };
  /** Values of the accounts that demos in dbt Cloud are made with, where a build is given none of its own. */
  readonly accounts: AccountDefaults;
  /** How demos reach GitHub and Terraform. */
  readonly services: {
    /** Of GitHub's REST interface. */
    readonly githubApiUrl: string;
    /** The repository that every project starts from, besides the service's own template. */
    readonly templateRepository: { readonly url: string; readonly ref: string | undefined } | undefined;
    /** Without it, the `terraform` on PATH. */
    readonly terraform: string | undefined;
    /** The folder that providers are taken from, and kept in after they were downloaded once. */
    readonly providerMirror: string;
  };
  readonly log: { readonly level: Values['LOG_LEVEL']; readonly pretty: boolean };
}

/**
 * Reads and checks every setting.
 * @throws {SettingRefused} for the first one that cannot be used
 * @example readConfig({ PORT: '0' }).web.port // 0
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, cores = availableParallelism()): Config {
  const value = <Name extends SettingName>(name: Name): Values[Name] => {
    const { default: preset, check } = settings[name];
    const read = check.safeParse(env[name]?.trim() || preset);
    // The table's type says which output belongs to which name; indexing it by a variable loses that.
    if (read.success) return read.data as Values[Name];
    throw new SettingRefused(name, read.error.issues[0]?.message ?? 'cannot be used');
  };
  const tools = value('TOOLS_DIR');
  return {
    folders: { data: value('DATA_DIR'), tools },
    web: { host: value('HOST'), port: value('PORT') },
    temporal: {
      address: value('TEMPORAL_ADDRESS') || undefined,
      namespace: value('TEMPORAL_NAMESPACE'),
      port: value('TEMPORAL_PORT'),
      uiPort: value('TEMPORAL_UI_PORT'),
      uiUrl: value('TEMPORAL_UI_URL') || undefined,
      cli: value('TEMPORAL_CLI') || join(tools, 'bin/temporal'),
      retentionDays: value('RETENTION_DAYS'),
    },
    dbt: {
      python: value('DBT_PYTHON') || join(tools, 'dbt/bin/python'),
      concurrency: value('DBT_CONCURRENCY') ?? Math.max(1, cores),
    },
    payloads: { key: value('PAYLOAD_KEY') || undefined, keyId: value('PAYLOAD_KEY_ID') },
    vault: sharedVault(value('VAULT_URL'), value('VAULT_KEY')),
    builds: {
      expiryDays: value('BUILD_EXPIRY_DAYS'),
      productionSchedule: value('PRODUCTION_SCHEDULE'),
      workAhead: value('WORK_AHEAD'),
      archiveRepositoryOnTeardown: value('ARCHIVE_REPOSITORY_ON_TEARDOWN'),
      warehouse: value('DEFAULT_WAREHOUSE_TYPE'),
    },
    ai: {
      provider: value('DEFAULT_AI_PROVIDER'),
      anthropic: {
        key: value('ANTHROPIC_API_KEY') || undefined,
        baseUrl: value('ANTHROPIC_BASE_URL') || undefined,
        model: value('DEFAULT_ANTHROPIC_MODEL'),
      },
      openai: {
        key: value('OPENAI_API_KEY') || undefined,
        baseUrl: value('OPENAI_BASE_URL') || undefined,
        model: value('DEFAULT_OPENAI_MODEL'),
      },
      tokenBudget: value('AI_TOKEN_BUDGET'),
    },
    accounts: Object.fromEntries(
      fieldNames.flatMap((name) => {
        const given = value(fieldOf(name).setting);
        return given === '' ? [] : [[name, given]];
      }),
    ),
    services: {
      githubApiUrl: value('GITHUB_API_URL'),
      templateRepository: templateOf(value('DBT_TEMPLATE_REPO_URL'), value('DBT_TEMPLATE_REPO_REF')),
      terraform: value('TERRAFORM_BIN') || undefined,
      providerMirror: value('TERRAFORM_PROVIDER_MIRROR') || join(tools, 'terraform-providers'),
    },
    log: { level: value('LOG_LEVEL'), pretty: value('LOG_PRETTY') },
  };
}

/** The settings of this process: its environment, then a git-ignored `.env` in the repository. */
export function loadConfig(env: NodeJS.ProcessEnv = process.env, dotEnv = join(root, '.env')): Config {
  const fromFile = existsSync(dotEnv) ? parseEnv(readFileSync(dotEnv, 'utf8')) : {};
  return readConfig({ ...fromFile, ...env });
}

/** The settings as environment variables, so that a child process reads the same ones whatever its `.env` says. */
export function toEnv(config: Config): Record<SettingName, string> {
  const { folders, web, temporal, dbt, payloads, vault, builds, ai, accounts, services, log } = config;
  const word = (on: boolean) => (on ? 'on' : 'off');
  return {
    DATA_DIR: folders.data,
    TOOLS_DIR: folders.tools,
    HOST: web.host,
    PORT: String(web.port),
    TEMPORAL_ADDRESS: temporal.address ?? '',
    TEMPORAL_NAMESPACE: temporal.namespace,
    TEMPORAL_PORT: String(temporal.port),
    TEMPORAL_UI_PORT: String(temporal.uiPort),
    TEMPORAL_UI_URL: temporal.uiUrl ?? '',
    TEMPORAL_CLI: temporal.cli,
    RETENTION_DAYS: String(temporal.retentionDays),
    DBT_PYTHON: dbt.python,
    DBT_CONCURRENCY: String(dbt.concurrency),
    PAYLOAD_KEY: payloads.key ?? '',
    PAYLOAD_KEY_ID: payloads.keyId,
    VAULT_URL: vault?.url ?? '',
    VAULT_KEY: vault?.key ?? '',
    BUILD_EXPIRY_DAYS: String(builds.expiryDays),
    PRODUCTION_SCHEDULE: builds.productionSchedule,
    WORK_AHEAD: word(builds.workAhead),
    ARCHIVE_REPOSITORY_ON_TEARDOWN: word(builds.archiveRepositoryOnTeardown),
    DEFAULT_WAREHOUSE_TYPE: builds.warehouse,
    DEFAULT_AI_PROVIDER: ai.provider,
    ANTHROPIC_API_KEY: ai.anthropic.key ?? '',
    ANTHROPIC_BASE_URL: ai.anthropic.baseUrl ?? '',
    DEFAULT_ANTHROPIC_MODEL: ai.anthropic.model,
    OPENAI_API_KEY: ai.openai.key ?? '',
    OPENAI_BASE_URL: ai.openai.baseUrl ?? '',
    DEFAULT_OPENAI_MODEL: ai.openai.model,
    AI_TOKEN_BUDGET: String(ai.tokenBudget),
    ...accountSettingsOf(accounts),
    GITHUB_API_URL: services.githubApiUrl,
    DBT_TEMPLATE_REPO_URL: services.templateRepository?.url ?? '',
    DBT_TEMPLATE_REPO_REF: services.templateRepository?.ref ?? '',
    TERRAFORM_BIN: services.terraform ?? '',
    TERRAFORM_PROVIDER_MIRROR: services.providerMirror,
    LOG_LEVEL: log.level,
    LOG_PRETTY: word(log.pretty),
  };
}

function templateOf(url: string, ref: string): Config['services']['templateRepository'] {
  return url === '' ? undefined : { url, ref: ref || undefined };
}

function sharedVault(url: string, key: string): Config['vault'] {
  if (url === '' && key === '') return undefined;
  if (url === '') throw new SettingRefused('VAULT_URL', 'must be set where VAULT_KEY is');
  if (key === '') throw new SettingRefused('VAULT_KEY', 'must be set where VAULT_URL is');
  return { url, key };
}

function accountSettingsOf(accounts: AccountDefaults): Record<FieldSetting, string> {
  // Every setting of a field is set here, and no other.
  return Object.fromEntries(
    fieldNames.map((name) => [fieldOf(name).setting, (accounts[name] ?? '').replaceAll('\n', '\\n')]),
  ) as Record<FieldSetting, string>;
}
