import type { VendorAccess } from './model.ts';
import { type VendorName, vendors } from './models.ts';

/**
 * Ids of the models that a key may use and that answer in a given form, newest first.
 * @throws {ModelError} when the key is refused, limited or not allowed, or the vendor is not there
 * @throws the signal's reason when it is given up
 */
export async function listModels(
  vendor: VendorName,
  access: VendorAccess,
  signal: AbortSignal,
): Promise<readonly string[]> {
  return vendors[vendor].list(access, signal);
}
