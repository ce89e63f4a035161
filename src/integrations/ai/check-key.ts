import { listModels } from './list-models.ts';
import { ModelError } from './model-error.ts';
import type { VendorName } from './models.ts';

/** Whether a key can be used. That its account has credit is seen only at the first call that costs something. */
export type KeyCheck =
  | { readonly usable: true; readonly models: readonly string[] }
  | { readonly usable: false; readonly problem: ModelError };

/**
 * Looks at a key's form, then asks the vendor for its models, which costs nothing.
 * @throws the signal's reason when it is given up
 */
export async function checkKey(
  vendor: VendorName,
  key: string,
  baseUrl: string | undefined,
  signal: AbortSignal,
): Promise<KeyCheck> {
  try {
    return { usable: true, models: await listModels(vendor, { key, baseUrl }, signal) };
  } catch (error) {
    if (error instanceof ModelError) return { usable: false, problem: error };
    throw error;
  }
}
