import type { PreviewItem } from '../../domain/build/plan-preview.ts';
import type { Planned } from './session.ts';

/** Why a plan is not carried out before a person has seen it. */
export type ReasonToWait =
  | { readonly kind: 'deletes'; readonly addresses: readonly string[] }
  | { readonly kind: 'replaces'; readonly addresses: readonly string[] }
  /** The API no longer shows what the state has, so that it would be made again. */
  | { readonly kind: 'gone'; readonly addresses: readonly string[] }
  /**
   * The provider no longer found something. A single refusal of the API looks the same, so that a demo that stands would
   * be made a second time.
   */
  | { readonly kind: 'not-found'; readonly words: readonly string[] };

/** What speaks against carrying out a plan without a person's word; nothing where it only makes and changes. */
export function reasonsToWait({ preview, diagnostics, gone }: Planned): ReasonToWait[] {
  const of = (items: readonly PreviewItem[]) => items.map(({ address }) => address);
  const deletes = of(preview.items.filter(({ action }) => action === 'delete'));
  const replaces = of(preview.items.filter((item) => item.action === 'replace' && !isSentAgain(item)));
  const words = diagnostics
    .filter(({ severity, summary }) => severity === 'warning' && /not found/i.test(summary))
    .map(({ detail, summary }) => detail || summary);
  const reasons: ReasonToWait[] = [
    { kind: 'deletes', addresses: deletes },
    { kind: 'replaces', addresses: replaces },
    { kind: 'gone', addresses: gone },
    { kind: 'not-found', words },
  ];
  return reasons.filter((reason) => (reason.kind === 'not-found' ? reason.words : reason.addresses).length > 0);
}

/** A credential that is taken over holds nothing that this run does not send again; some can only be made anew. */
function isSentAgain({ type, adopted }: PreviewItem): boolean {
  return adopted !== undefined && type.endsWith('_credential');
}
