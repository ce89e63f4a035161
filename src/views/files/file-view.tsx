import type { PieceName } from '../../domain/build/piece-choice.ts';
import type { BuildState } from '../../domain/build/state.ts';
import type { FileFinding } from '../../domain/rehearsal/report.ts';
import { hx } from '../hx.ts';
import { Code } from '../parts/code.tsx';
import { type DiffLine, DiffText } from '../scenario/diff-text.tsx';
import { CsvTable } from './csv-table.tsx';
import { fileUrl } from './file-tree.tsx';
import { WriteAnew } from './write-anew.tsx';

export interface FileViewProps {
  readonly state: BuildState;
  readonly group: string;
  readonly path: string;
  readonly text: string;
  readonly findings: readonly FileFinding[];
  /** How it differs from main, for a file of another branch. */
  readonly diff?: readonly DiffLine[];
  /** The piece that a model wrote it from, where one did. */
  readonly piece?: PieceName | undefined;
}

/** One file: coloured, with what was found in it; editable while the files are reviewed. */
export function FileView({ state, group, path, text, findings, diff, piece }: FileViewProps) {
  const editable = state.ask?.kind === 'review-files' && group === 'main';
  const lines = text.split('\n').length;
  const edit = `${fileUrl(state.id, group, path)}&edit=1`;
  return (
    <article class="file">
      <div class="card-head">
        <h2>
          <code>{path}</code>
        </h2>
        {editable ? (
          <a href={edit} class="button small quiet" {...hx({ get: edit, target: '#file', swap: 'innerHTML' })}>
            Edit
          </a>
        ) : null}
      </div>
      {piece && state.ask?.kind === 'review-files' ? <WriteAnew state={state} piece={piece} /> : null}
      {findings
        .filter(({ line }) => line === null || line > lines || path.endsWith('.csv'))
        .map(({ message }) => (
          <p class="error box">{message}</p>
        ))}
      {diff ? (
        <>
          <p class="quiet">How it differs from main:</p>
          <DiffText lines={diff} />
        </>
      ) : path.endsWith('.csv') ? (
        <CsvTable text={text} />
      ) : (
        <Code path={path} text={text} findings={findings} />
      )}
    </article>
  );
}
