import type { FileFinding } from '../../domain/rehearsal/report.ts';
import { highlight } from './highlight.ts';

interface CodeProps {
  readonly path: string;
  readonly text: string;
  /** Shown at their lines. */
  readonly findings?: readonly FileFinding[];
}

/** A file's text with line numbers, coloured, with what was found beside its lines. */
export async function Code({ path, text, findings = [] }: CodeProps) {
  const lines = await highlight(path, text.replace(/\n$/, ''));
  return (
    <pre class="code" tabindex={0}>
      {lines.map((tokens, index) => {
        const found = findings.filter(({ line }) => line === index + 1);
        return (
          <>
            <span class="code-line" data-found={found.length > 0 ? '' : undefined} id={`line-${index + 1}`}>
              {tokens.map(({ text: piece, kind }) => (kind ? <span class={`t-${kind}`}>{piece}</span> : piece))}
              {'\n'}
            </span>
            {found.map(({ message }) => (
              <span class="code-finding">{message}</span>
            ))}
          </>
        );
      })}
    </pre>
  );
}
