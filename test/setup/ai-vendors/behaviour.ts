/** What a vendor does with one request. */
export type Behaviour =
  /** Answers with the value as JSON. */
  | { readonly does: 'answer'; readonly value: unknown }
  /** Answers with a text, whatever it is: broken JSON, or a value that does not fit. */
  | { readonly does: 'write'; readonly text: string }
  /** Declines, as a model does. */
  | { readonly does: 'refuse' }
  /** Stops at the limit of tokens with half of the text. */
  | { readonly does: 'reach-limit'; readonly text: string }
  /** Refuses the request with a status, and a kind where the status alone does not tell. */
  | {
      readonly does: 'fail';
      readonly status: number;
      readonly kind?: string;
      readonly message?: string;
      readonly retryAfter?: string;
    }
  /** Shows a page, as a proxy in between does. */
  | { readonly does: 'show-page'; readonly status: number }
  /** Takes the request and never sends even the headers. */
  | { readonly does: 'hang' }
  /** Writes half of the text and then nothing more; with `pings`, only signs of life. */
  | { readonly does: 'stall'; readonly text: string; readonly pings?: boolean }
  /** Writes half of the text; the connection breaks. */
  | { readonly does: 'break'; readonly text: string }
  /** Writes half of the text and ends in good order, without the last event. */
  | { readonly does: 'end-early'; readonly text: string }
  /** Writes half of the text, then an event that is no JSON. */
  | { readonly does: 'garble'; readonly text: string }
  /** Writes half of the text, then an error event. */
  | { readonly does: 'fail-midway'; readonly text: string; readonly kind: string };

/** How fast the vendor writes: characters an event, and milliseconds between events. */
export interface Pace {
  readonly characters: number;
  readonly pauseMs: number;
}
