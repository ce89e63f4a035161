import type { Child } from 'hono/jsx';

/** A link to another service, in a tab of its own. */
export function Elsewhere({ url, children }: { readonly url: string; readonly children?: Child }) {
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
