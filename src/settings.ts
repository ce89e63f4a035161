import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { type FieldSetting, fieldNames, fieldOf } from './domain/accounts/fields.ts';
import { warehouses } from './domain/brief/brief.ts';
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

/** Where a token is sent: in clear only on this machine. */
const serviceAddress = address.refine(
  (text) => /^https:\/\//.test(text) || /^http:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/.test(text),
  'must begin with https',
);

const modelName = shaped(/^[\w.:/-]{1,128}$/, 'must be the id of a model');

/**
 * Taken as it is: other programs read settings of these names too, and one that cannot be used here is said to be so where
 * it would be used. Ends of lines may be written as two characters, as files of settings have them.
 */
const accountSetting = {
  default: '',
  check: z.string().transform((text) => text.replaceAll('\\n', '\n')),
};

// Every field names its setting, and no two the same one: the tests hold them to that.
const accountSettings = Object.fromEntries(fieldNames.map((name) => [fieldOf(name).setting, accountSetting])) as Record<
  FieldSetting,
  typeof accountSetting
>;

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
  DEFAULT_WAREHOUSE_TYPE: {
    default: 'snowflake',
    check: z.enum(warehouses, {
      error: ({ input }) => `must be one of ${warehouses.join(', ')}, not "${input}"`,
    }),
  },
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
  ...accountSettings,
  GITHUB_API_URL: { default: 'https://api.github.com', check: serviceAddress },
  DBT_TEMPLATE_REPO_URL: {
    default: '',
    // Not quoted, as an address may hold a token.
    check: z
      .string()
      .refine((text) => !text.includes('@'), 'must be the address of a repository, without a user or token'),
  },
  DBT_TEMPLATE_REPO_REF: {
    default: '',
    check: shaped(/^$|^[\w./-]{1,200}$/, 'must be the name of a branch or tag, or a commit'),
  },
  TERRAFORM_BIN: { default: '', check: program },
  TERRAFORM_PROVIDER_MIRROR: { default: '', check: program },
  LOG_LEVEL: {
    default: 'info',
    check: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: ({ input }) => `must be one of trace, debug, info, warn, error, fatal and silent, not "${input}"`,
    }),
  },
  LOG_PRETTY: { default: 'on', check: onOff },
} as const satisfies Record<string, { default: string; check: z.ZodType<unknown, string> }>;

export type SettingName = keyof typeof settings;
export type Values = { readonly [Name in SettingName]: z.output<(typeof settings)[Name]['check']> };

function isKey(text: string): boolean {
  return /^[\w+/-]+={0,2}$/.test(text) && Buffer.from(text, 'base64').length === 32;
}
