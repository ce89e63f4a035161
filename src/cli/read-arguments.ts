import { parseArgs } from 'node:util';
import type { ProviderWish } from './foundry-client.ts';

export const usage = [
  'Usage: npm run demo -- BRIEF.yaml [--provider builtin|anthropic|openai] [--model MODEL] [--json]',
  '',
  'Takes a brief, such as examples/briefs/ecommerce.yaml, the whole way to a live demo.',
  '  --provider  what writes the demo, where it is not what the settings say',
  '  --model     the model of that provider',
  '  --json      a summary as the last line of stdout, for programs',
].join('\n');

export type Arguments =
  | { readonly kind: 'run'; readonly file: string; readonly json: boolean; readonly wish: ProviderWish }
  | { readonly kind: 'help' }
  | { readonly kind: 'unfit'; readonly sentence: string };

/** Reads the arguments of the command line; what does not fit is said in a sentence. */
export function readArguments(args: readonly string[]): Arguments {
  const read = parsed(args);
  if (typeof read === 'string') return { kind: 'unfit', sentence: read };
  const { values, positionals } = read;
  if (values.help) return { kind: 'help' };
  const [file] = positionals;
  if (file === undefined) return { kind: 'unfit', sentence: 'Name a brief file.' };
  if (positionals.length > 1) return { kind: 'unfit', sentence: 'Name one brief file, and no more.' };
  const { json = false, provider, model } = values;
  return { kind: 'run', file, json, wish: { provider, model } };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        json: { type: 'boolean' },
        provider: { type: 'string' },
        model: { type: 'string' },
      },
    });
  } catch (error) {
    // Node's first sentence names the option; what follows is about arguments that look like one.
    const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    return `${sentence.replace(/\.$/, '')}.`;
  }
}
