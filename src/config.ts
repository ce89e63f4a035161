import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { cronProblem } from './domain/build/cron.ts';

/** The folder of the repository. */
export const root = join(import.meta.dirname, '..');

/** A setting has a value that cannot be used. The message is one sentence that names it, and never quotes a secret. */
export class SettingRefused extends Error {
  readonly code = 'setting-refused';
  readonly setting: string;
  constructor(setting: string, sentence: string) {
    super(`${setting} ${sentence}.`);
    this.name = 'SettingRefused';
    this.setting = setting;
  }
}

const wholeNumber = (least: number, most: number) =>
  z.string().transform((text, context) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    context.addIssue(`must be a whole number from ${least} to ${most}, not "${text}"`);
    return z.NEVER;
  });

const onOff = z.string().transform((text, context) => {
  if (/^(on|true|yes|1)$/i.test(text)) return true;
  if (/^(off|false|no|0)$/i.test(text)) return false;
  context.addIssue(`must be "on" or "off", not "${text}"`);
  return z.NEVER;
});

const shaped = (shape: RegExp, sentence: string) =>
  z.string().regex(shape, { error: ({ input }) => `${sentence}, not "${input}"` });

const folder = z.string().transform((path) => (isAbsolute(path) ? path : join(root, path)));

const program = z.string().transform((path) => (path === '' || isAbsolute(path) ? path : join(root, path)));

const port = wholeNumber(0, 65_535);

/** A vendor's or a gateway's key, or none. What cannot be sent as one is never quoted. */
const secret = z
  .string()
  .refine((text) => text === '' || /^[\x21-\x7e]{8,512}$/.test(text), 'must be a whole key, without spaces');

const key32 = z
  .string()
  .refine((text) => text === '' || isKey(text), 'must be 32 bytes in base64 (make one with `openssl rand -base64 32`)');

/** Not quoted when refused, as an address may hold a password. */
const address = z.string().refine((text) => {
  if (text === '') return true;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}, 'must be an address like "https://gateway.example/v1" without a user or password in it');

const modelName = shaped(/^[\w.:/-]{1,128}$/, 'must be the id of a model');

/** Every setting: its default as it would be written, and what a value must be. An empty default means "not set". */
export const settings = {
  DATA_DIR: { default: '.data', check: folder },
  TOOLS_DIR: { default: '.tools', check: folder },
  HOST: {
    default: '127.0.0.1',
    check: shaped(
      /^(127\.0\.0\.1|localhost|::1)$/,
      'must be a loopback address (127.0.0.1) as login is not configured',
    ),
  },
  PORT: { default: '3400', check: port },
  TEMPORAL_ADDRESS: { default: '', check: shaped(/^$|^\S+:\d+$/, 'must be a host and a port like "127.0.0.1:7233"') },
  TEMPORAL_NAMESPACE: { default: 'default', check: shaped(/^[\w.-]+$/, 'must be the name of a Temporal namespace') },
  TEMPORAL_PORT: { default: '7233', check: port },
  TEMPORAL_UI_PORT: { default: '8233', check: port },
  TEMPORAL_UI_URL: {
    default: '',
    check: shaped(/^$|^https?:\/\/\S+$/, 'must be an address like "http://127.0.0.1:8233"'),
  },
  TEMPORAL_CLI: { default: '', check: program },
  RETENTION_DAYS: { default: '90', check: wholeNumber(1, 3650) },
  DBT_PYTHON: { default: '', check: program },
  DBT_CONCURRENCY: {
    default: '',
    check: z.union([z.literal('').transform(() => undefined), wholeNumber(1, 256)], {
      error: ({ input }) => `must be a whole number from 1 to 256, not "${input}"`,
    }),
  },
  PAYLOAD_KEY: { default: '', check: key32 },
  PAYLOAD_KEY_ID: { default: 'local', check: shaped(/^[\w.-]{1,64}$/, 'must be a short name without spaces') },
  VAULT_URL: {
    default: '',
    check: z.string().refine((text) => {
      if (text === '') return true;
      return URL.canParse(text) && /^rediss?:$/.test(new URL(text).protocol);
      // Not quoted, as it may hold a password.
    }, 'must be an address like "redis://127.0.0.1:6379"'),
  },
  VAULT_KEY: { default: '', check: key32 },
  BUILD_EXPIRY_DAYS: { default: '30', check: wholeNumber(1, 3650) },
  PRODUCTION_SCHEDULE: {
    default: '0 6 * * *',
    check: z.string().refine((line) => cronProblem(line) === undefined, {
      error: ({ input }) => `must be a cron line of five fields like "0 6 * * *", not "${input}"`,
    }),
  },
  WORK_AHEAD: { default: 'on', check: onOff },
  ARCHIVE_REPOSITORY_ON_TEARDOWN: { default: 'off', check: onOff },
  DEFAULT_AI_PROVIDER: {
    default: 'builtin',
    check: z.enum(['builtin', 'anthropic', 'openai'], {
      error: ({ input }) => `must be one of builtin, anthropic and openai, not "${input}"`,
    }),
  },
  ANTHROPIC_API_KEY: { default: '', check: secret },
  ANTHROPIC_BASE_URL: { default: '', check: address },
  DEFAULT_ANTHROPIC_MODEL: { default: 'claude-opus-5-5', check: modelName },
  OPENAI_API_KEY: { default: '', check: secret },
  OPENAI_BASE_URL: { default: '', check: address },
  DEFAULT_OPENAI_MODEL: { default: 'gpt-6.1-sol', check: modelName },
  AI_TOKEN_BUDGET: { default: '2000000', check: wholeNumber(10_000, 1_000_000_000) },
  LOG_LEVEL: {
    default: 'info',
    check: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: ({ input }) => `must be one of trace, debug, info, warn, error, fatal and silent, not "${input}"`,
    }),
  },
  LOG_PRETTY: { default: 'on', check: onOff },
} as const satisfies Record<string, { default: string; check: z.ZodType<unknown, string> }>;

type SettingName = keyof typeof settings;
type Values = { readonly [Name in SettingName]: z.output<(typeof settings)[Name]['check']> };

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
  };
  readonly ai: {
    /** What generates where the person chooses nothing. */
    readonly provider: Values['DEFAULT_AI_PROVIDER'];
    readonly anthropic: VendorSettings;
    readonly openai: VendorSettings;
    /** Most tokens that one build may use, prompts and answers together. */
    readonly tokenBudget: number;
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
  const { folders, web, temporal, dbt, payloads, vault, builds, ai, log } = config;
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
    DEFAULT_AI_PROVIDER: ai.provider,
    ANTHROPIC_API_KEY: ai.anthropic.key ?? '',
    ANTHROPIC_BASE_URL: ai.anthropic.baseUrl ?? '',
    DEFAULT_ANTHROPIC_MODEL: ai.anthropic.model,
    OPENAI_API_KEY: ai.openai.key ?? '',
    OPENAI_BASE_URL: ai.openai.baseUrl ?? '',
    DEFAULT_OPENAI_MODEL: ai.openai.model,
    AI_TOKEN_BUDGET: String(ai.tokenBudget),
    LOG_LEVEL: log.level,
    LOG_PRETTY: word(log.pretty),
  };
}

function sharedVault(url: string, key: string): Config['vault'] {
  if (url === '' && key === '') return undefined;
  if (url === '') throw new SettingRefused('VAULT_URL', 'must be set where VAULT_KEY is');
  if (key === '') throw new SettingRefused('VAULT_KEY', 'must be set where VAULT_URL is');
  return { url, key };
}

function isKey(text: string): boolean {
  return /^[\w+/-]+={0,2}$/.test(text) && Buffer.from(text, 'base64').length === 32;
}
