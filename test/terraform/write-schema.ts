import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf, wholeSchema } from './provider-schema.ts';
import { readModule, resourcesIn } from './read-module.ts';

/**
 * Writes the digest of the provider's schema anew: run it with `node --import tsx` after the provider's version or the
 * resources that are used have changed.
 */
const whole = await wholeSchema(process.env.TERRAFORM_BIN || 'terraform');
if (whole === undefined) throw new Error('Set TERRAFORM_PROVIDER_SCHEMA or TERRAFORM_PROVIDER_MIRROR.');
const types = new Set(resourcesIn(readModule()).map(({ labels: [type = ''] }) => type));
const digest = digestOf(whole, types);
await writeFile(join(import.meta.dirname, 'provider-schema.json'), `${JSON.stringify(digest, undefined, 2)}\n`);
