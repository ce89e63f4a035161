import type { Child } from 'hono/jsx';

/** Something wide that scrolls by itself, with the keyboard too. */
export function Scroll({ label, children }: { readonly label: string; readonly children?: Child }) {
  return (
    <section class="scroll" aria-label={label} tabindex={0}>
      {children}
    </section>
  );
}
