import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { BlueprintError } from './blueprint-error.ts';

/** Reads the files of one blueprint one after another, and digests them; errors name the file. */
export class BlueprintFolder {
  readonly #folder: string;
  readonly #hash = createHash('sha256');

  constructor(folder: string) {
    this.#folder = folder;
  }

  get digest(): string {
    return this.#hash.copy().digest('hex');
  }

  error(path: string, problem: string, options?: ErrorOptions): BlueprintError {
    return new BlueprintError(`${basename(this.#folder)}/${path}`, problem, options);
  }

  async list(path: string): Promise<string[]> {
    try {
      return (await readdir(join(this.#folder, path))).filter((name) => !name.startsWith('.')).sort();
    } catch (cause) {
      throw this.error(path, 'the folder is missing.', { cause });
    }
  }

  async text(path: string): Promise<string> {
    try {
      const text = await readFile(join(this.#folder, path), 'utf8');
      this.#hash.update(`${path}\0${text}\0`);
      return text;
    } catch (cause) {
      throw this.error(path, 'it is missing.', { cause });
    }
  }

  async yaml(path: string): Promise<unknown> {
    const text = await this.text(path);
    try {
      return parse(text);
    } catch (cause) {
      throw this.error(path, cause instanceof Error ? cause.message : 'no YAML.', { cause });
    }
  }

  fit<T>(schema: z.ZodType<T>, value: unknown, path: string): T {
    const result = schema.safeParse(value);
    if (!result.success) throw this.error(path, z.prettifyError(result.error));
    return result.data;
  }
}
