import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** Fields that could hold a secret are never written. */
const secrets = [
  '*.token',
  '*.password',
  '*.apiKey',
  '*.authorization',
  '*.key',
  '*.*.key',
  '*.*.*.key',
  '*.ANTHROPIC_API_KEY',
  '*.OPENAI_API_KEY',
  '*.PAYLOAD_KEY',
  'ANTHROPIC_API_KEY',
  'OPENAI_API_KEY',
  'PAYLOAD_KEY',
  'token',
  'password',
  'apiKey',
  'authorization',
];

/** The process's log: JSON lines on stderr, so that stdout stays free for results. */
export function createLogger({ level }: Config['log'], name: string): Logger {
  return pino({ name, level, redact: { paths: secrets, censor: '[secret]' } }, pino.destination(2));
}
