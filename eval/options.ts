import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Config, root } from '../src/config.ts';
import { type VendorName, vendorNames } from '../src/integrations/ai/models.ts';

/** What a run was told. Folders are absolute. */
export interface EvalOptions {
  /** `undefined` takes kept answers alone. */
  readonly provider: VendorName | undefined;
  readonly briefs: string;
  readonly only: readonly string[];
  readonly answers: string;
  readonly work: string;
  readonly renew: boolean;
  readonly json: boolean;
}

/** The options cannot be used; the message is one sentence. */
export class OptionRefused extends Error {}

/**
 * Reads the command line.
 * @throws {OptionRefused}
 */
export function readOptions(args: readonly string[], { folders }: Pick<Config, 'folders'>): EvalOptions {
  const { values } = parsed(args);
  const work = join(folders.data, 'eval');
  const shared = {
    ...{ only: values.only, renew: values.renew, json: values.json, work },
    briefs: values.briefs ?? join(root, 'examples/briefs'),
  };
  if (values.replay === (values.provider !== undefined)) {
    throw new OptionRefused(
      `Say either --replay, which takes kept answers and needs no key, or --provider with one of ${vendorNames.join(', ')}.`,
    );
  }
  if (values.provider === undefined) {
    return { ...shared, provider: undefined, answers: values.answers ?? join(root, 'eval/answers') };
  }
  const provider = vendorNames.find((name) => name === values.provider);
  if (!provider) throw new OptionRefused(`--provider is one of ${vendorNames.join(', ')}, not ${values.provider}.`);
  // Apart from what is committed, so that no model's answer takes the place of another's unasked.
  return { ...shared, provider, answers: values.answers ?? join(work, 'answers', provider) };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        replay: { type: 'boolean', default: false },
        provider: { type: 'string' },
        briefs: { type: 'string' },
        only: { type: 'string', multiple: true, default: [] },
        answers: { type: 'string' },
        renew: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new OptionRefused(error instanceof Error ? error.message : String(error));
  }
}
