/** A line of a text diff. */
export interface DiffLine {
  readonly kind: 'added' | 'removed' | 'same' | 'gap';
  readonly text: string;
}

const signs = { added: '+', removed: '−', same: ' ', gap: '…' } as const;

/** Changed lines with those around them; signs say it as well as colours. */
export function DiffText({ lines }: { readonly lines: readonly DiffLine[] }) {
  return (
    <pre class="diff">
      {lines.map(({ kind, text }) => (
        <span data-kind={kind}>{`${signs[kind]} ${text}\n`}</span>
      ))}
    </pre>
  );
}
