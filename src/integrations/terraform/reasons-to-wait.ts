import type { Diagnostic } from './events.ts';
import type { Preview } from './preview.ts';

/** Why a plan is not carried out before a person has seen it. */
export type ReasonToWait =
  | { readonly kind: 'deletes'; readonly addresses: readonly string[] }
  | { readonly kind: 'replaces'; readonly addresses: readonly string[] }
  /**
   * The provider no longer found something. A single refusal of the API looks the same, so that a demo that stands would
   * be made a second time.
   */
  | { readonly kind: 'not-found'; readonly words: readonly string[] };

/** What speaks against carrying out a plan without a person's word; nothing where it only makes and changes. */
export function reasonsToWait(preview: Preview, diagnostics: readonly Diagnostic[]): ReasonToWait[] {
  const of = (action: string) => preview.items.filter((item) => item.action === action).map(({ address }) => address);
  const words = diagnostics
    .filter(({ severity, summary }) => severity === 'warning' && /not found/i.test(summary))
    .map(({ detail, summary }) => detail || summary);
  const [deletes, replaces] = [of('delete'), of('replace')];
  return [
    ...(deletes.length > 0 ? [{ kind: 'deletes', addresses: deletes } as const] : []),
    ...(replaces.length > 0 ? [{ kind: 'replaces', addresses: replaces } as const] : []),
    ...(words.length > 0 ? [{ kind: 'not-found', words } as const] : []),
  ];
}
