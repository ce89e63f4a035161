/** The attributes of htmx that the views use; a misspelt one does not compile. */
export interface Hx {
  readonly get?: string;
  readonly post?: string;
  readonly target?: string;
  readonly swap?: string;
  readonly trigger?: string;
  readonly include?: string;
  readonly confirm?: string;
  readonly indicator?: string;
  /** Elements that are out of use while the request is under way. */
  readonly disable?: string;
  readonly encoding?: string;
  readonly 'push-url'?: string;
  readonly sync?: string;
}

/**
 * Attributes for an element.
 * @example <form {...hx({ post: '/builds', target: 'find .answer' })}>
 */
export function hx(attributes: Hx): Record<`hx-${string}`, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`hx-${name}`, value]));
}
