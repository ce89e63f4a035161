import { FoundryError } from '../../domain/foundry-error.ts';
import { createBuiltinProvider } from './builtin/provider.ts';
import { openModel, type VendorName } from './models.ts';
import { fileBook } from './prompted/file-book.ts';
import { createPromptedProvider } from './prompted/provider.ts';
import { readPrompts } from './prompts/prompt-files.ts';
import type { AiProvider } from './provider.ts';

/** How the service's own provider is chosen and reached. */
export type ProviderSettings = { readonly provider: 'builtin' | VendorName } & Readonly<
  Record<VendorName, { readonly key: string | undefined; readonly baseUrl: string | undefined; readonly model: string }>
>;

/** A vendor was chosen and there is no key to open its door. */
export class KeyMissing extends FoundryError {
  constructor(vendor: VendorName) {
    const setting = vendor === 'anthropic' ? 'ANTHROPIC_API_KEY' : 'OPENAI_API_KEY';
    super('ai-key-missing', `DEFAULT_AI_PROVIDER is ${vendor}, and ${setting} is not set.`, {
      mend: `Set ${setting}, or choose the provider builtin, which needs no key.`,
      retryable: false,
    });
  }
}

/**
 * The provider that the settings choose, with the blueprints and prompts of these folders.
 *
 * @throws KeyMissing, BlueprintError, PromptError
 */
export async function configuredProvider(
  settings: ProviderSettings,
  folders: { readonly blueprints: string; readonly prompts: string },
): Promise<AiProvider> {
  if (settings.provider === 'builtin') return createBuiltinProvider(folders.blueprints);
  const { key, baseUrl, model } = settings[settings.provider];
  if (key === undefined) throw new KeyMissing(settings.provider);
  return createPromptedProvider(
    openModel(settings.provider, { key, baseUrl }, model),
    fileBook(await readPrompts(folders.prompts)),
  );
}
