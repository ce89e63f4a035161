import { z } from 'zod';

/** An ASCII name that every warehouse takes unquoted: lower snake case, at most 60 characters. */
export const identifier = z
  .string()
  .regex(
    /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/,
    'Use lower case letters, digits and single underscores, starting with a letter.',
  )
  .max(60, 'A name may have at most 60 characters.');

/** The name of a model or a test: as an identifier, with the double underscore of `stg_{system}__{table}`. */
export const nodeName = z
  .string()
  .regex(/^[a-z][a-z0-9]*(__?[a-z0-9]+)*$/, 'Use lower case letters, digits and underscores, starting with a letter.')
  .max(200, 'The name of a model or a test may have at most 200 characters.');

/** A source's id, `{system}.{table}`. */
export const sourceId = z.string().regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/, 'Name a source as system.table.');

/** A name for URLs and branches: lower case words joined by hyphens. */
export const slug = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'Use lower case letters, digits and single hyphens.')
  .max(60);

/** One paragraph of text for people. */
export const prose = z.string().trim().min(1).max(4_000);
/** A short line of text for people. */
export const shortText = z.string().trim().min(1).max(200);
