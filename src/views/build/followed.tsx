import type { Child } from 'hono/jsx';
import { hx } from '../hx.ts';

interface FollowedProps {
  readonly id: string;
  /** Which key of the news it follows. */
  readonly follow: 'panel' | 'live';
  /** Where its content is fetched. */
  readonly from: string;
  readonly label: string;
  readonly children?: Child;
}

/**
 * A part of the page whose content is fetched anew when the build's news have another key than the content that is
 * shown. The part itself stays, so that a fetch that is overtaken by another never swaps into what is gone.
 */
export function Followed({ id, follow, from, label, children }: FollowedProps) {
  return (
    <section
      id={id}
      aria-label={label}
      data-follow={follow}
      {...hx({ get: from, trigger: 'build-moved', swap: 'innerHTML', sync: 'replace' })}
    >
      {children}
    </section>
  );
}

/** The content of such a part, with the key that it was made for. */
export function Shown({ of, children }: { readonly of: string; readonly children?: Child }) {
  return <div data-shown={of}>{children}</div>;
}
