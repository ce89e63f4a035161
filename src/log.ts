import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';
import { fieldNames, fieldOf } from './domain/accounts/fields.ts';

/** Settings that are secret, and fields of accounts that are. */
const secretFields = fieldNames.filter((name) => fieldOf(name).secret);
const secretSettings = [
  'ANTHROPIC_API_KEY',
  'OPENAI_API_KEY',
  'PAYLOAD_KEY',
  'VAULT_KEY',
  // Its address may hold a password.
  'VAULT_URL',
  ...secretFields.map((name) => fieldOf(name).setting),
];
const secretWords = ['token', 'password', 'apiKey', 'authorization'];

/** Fields that could hold a secret are never written. */
const secrets = [
  ...[...secretWords, ...secretSettings, ...secretFields].flatMap((name) => [name, `*.${name}`]),
  ...secretFields.map((name) => `*.*.${name}`),
  ...['*.key', '*.*.key', '*.*.*.key', 'vault.url', '*.vault.url'],
];

/** The process's log: JSON lines on stderr, so that stdout stays free for results. */
export function createLogger({ level }: Config['log'], name: string): Logger {
  return pino({ name, level, redact: { paths: secrets, censor: '[secret]' } }, pino.destination(2));
}
