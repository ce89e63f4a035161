export type Tone = 'good' | 'bad' | 'busy' | 'ask' | 'quiet';

/** A short word with a colour; the word alone says it too. */
export function Badge({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return (
    <span class="badge" data-tone={tone}>
      {children}
    </span>
  );
}
