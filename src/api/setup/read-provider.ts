import {
  builtinProvider,
  modelId,
  type OfferedVendor,
  type ProviderChoice,
} from '../../domain/build/provider-choice.ts';
import type { FieldErrors } from '../../views/setup/brief-fields.ts';
import type { AppDeps } from '../app-deps.ts';

/** What somebody chose to write the demo; empty texts are no choice. */
export interface ProviderFields {
  readonly provider?: string | undefined;
  readonly model?: string | undefined;
  /** A key as it was typed. It goes into the vault, and nowhere else. */
  readonly key?: string | undefined;
}

export type ReadProvider =
  | { readonly ok: true; readonly choice: ProviderChoice; readonly key: string | undefined }
  | { readonly ok: false; readonly errors: FieldErrors };

type ProviderDeps = Pick<AppDeps, 'providers' | 'checkAccess' | 'vault'>;

/**
 * Checks a choice before any work: that there is such a provider, that its key is one and the vendor takes it, and that
 * the key may use the model.
 * @throws the signal's reason when it is given up
 */
export async function readProvider(
  { providers, checkAccess, vault }: ProviderDeps,
  fields: ProviderFields,
  signal: AbortSignal,
): Promise<ReadProvider> {
  const provider = fields.provider?.trim() || providers.preset;
  const typed = fields.key?.trim() || undefined;
  if (provider === builtinProvider) return { ok: true, choice: { provider }, key: undefined };
  const vendor = providers.vendors.find(({ id }) => id === provider);
  if (!vendor) return wrong('provider', 'Choose one of the providers that are listed.');
  const model = modelId.safeParse(fields.model?.trim() || vendor.model);
  if (!model.success) return wrong('model', model.error.issues[0]?.message ?? 'That is no model.');
  if (typed !== undefined && !vault) {
    return wrong('api_key', `Nothing here keeps a key that is entered. Set ${vendor.settings.key} instead.`);
  }
  const checked = await checkAccess(vendor.id, typed, signal);
  if (!checked.usable) return wrong('api_key', `${checked.problem.sentence} ${checked.problem.mend}`);
  if (!mayUse(vendor, model.data, checked.models)) {
    return wrong('model', `${vendor.title} lists no model “${model.data}” for this key. Choose one that it lists.`);
  }
  return { ok: true, choice: { provider, model: model.data }, key: typed };
}

/** A list names models by their date, where people leave it out; a gateway may know more models than it lists. */
function mayUse(vendor: OfferedVendor, model: string, listed: readonly string[]): boolean {
  if (vendor.gateway || listed.length === 0 || model === vendor.model) return true;
  return listed.some((id) => id.replace(/-\d{4}-?\d\d-?\d\d$/, '') === model || id === model);
}

function wrong(field: 'provider' | 'model' | 'api_key', sentence: string): Extract<ReadProvider, { ok: false }> {
  return { ok: false, errors: { [field]: [sentence] } };
}
