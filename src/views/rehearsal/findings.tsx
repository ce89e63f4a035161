import type { FileFinding } from '../../domain/rehearsal/report.ts';
import { fileUrl } from '../files/file-tree.tsx';
import { hx } from '../hx.ts';

interface FindingsProps {
  readonly buildId: string;
  readonly findings: readonly FileFinding[];
}

const mostShown = 12;

/** What the rehearsal found, with the way to the file and the line. */
export function Findings({ buildId, findings }: FindingsProps) {
  if (findings.length === 0) return null;
  return (
    <ul class="findings">
      {findings.slice(0, mostShown).map(({ path, line, message }) => {
        const url = path === null ? '' : fileUrl(buildId, 'main', path);
        return (
          <li>
            {path === null ? null : (
              <a href={url} {...hx({ get: url, target: '#file', swap: 'innerHTML show:top' })}>
                {path}
                {line === null ? '' : `:${line}`}
              </a>
            )}
            <p class="message">{message}</p>
          </li>
        );
      })}
      {findings.length > mostShown ? <li class="quiet">and {findings.length - mostShown} more</li> : null}
    </ul>
  );
}
