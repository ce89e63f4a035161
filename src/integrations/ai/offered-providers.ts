import type { AccessCheck, OfferedProviders } from '../../domain/build/provider-choice.ts';
import { checkKey } from './check-key.ts';
import { isVendor, KeyMissing, keySettingOf, type ProviderSettings, ProviderUnknown } from './configured-provider.ts';
import { vendorNames, vendors } from './models.ts';

/** What the form offers to choose from. No key is in it, only whether there is one. */
export function offeredProviders(settings: ProviderSettings): OfferedProviders {
  return {
    preset: settings.provider,
    presetSetting: 'DEFAULT_AI_PROVIDER',
    vendors: vendorNames.map((id) => ({
      id,
      title: vendors[id].title,
      model: settings[id].model,
      settings: { model: `DEFAULT_${id.toUpperCase()}_MODEL`, key: keySettingOf(id) },
      hasKey: settings[id].key !== undefined,
      gateway: settings[id].baseUrl !== undefined,
    })),
  };
}

/**
 * Checks a typed key, or else the service's own, by its form and by asking the vendor for its models.
 * @throws the signal's reason when it is given up
 */
export async function checkAccess(
  settings: ProviderSettings,
  vendor: string,
  typed: string | undefined,
  signal: AbortSignal,
): Promise<AccessCheck> {
  if (!isVendor(vendor)) return { usable: false, problem: new ProviderUnknown(vendor) };
  const key = typed ?? settings[vendor].key;
  if (key === undefined) return { usable: false, problem: new KeyMissing(vendor) };
  return checkKey(vendor, key, settings[vendor].baseUrl, signal);
}
