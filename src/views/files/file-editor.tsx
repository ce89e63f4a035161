import type { BuildState } from '../../domain/build/state.ts';
import { hx } from '../hx.ts';
import { stillEdited } from '../parts/still-edited.ts';
import { fileUrl } from './file-tree.tsx';

interface FileEditorProps {
  readonly state: BuildState;
  readonly path: string;
  readonly text: string;
  readonly errors?: readonly string[];
  /** A file that does not exist yet. */
  readonly isNew?: boolean;
}

/** A file to be edited; what is wrong stands above it and the text stays. Saving rehearses the project again. */
export function FileEditor({ state, path, text, errors = [], isNew = false }: FileEditorProps) {
  const post = `/builds/${state.id}/decisions`;
  const back = fileUrl(state.id, 'main', path);
  return (
    <form
      method="post"
      action={post}
      class="editor"
      {...stillEdited(errors)}
      {...hx({ post, target: '#file', disable: 'find button' })}
    >
      <input type="hidden" name="kind" value="edit-files" />
      <input type="hidden" name="ask" value={String(state.ask?.number ?? state.asks)} />
      <input type="hidden" name="revision" value={String(state.revision)} />
      {errors.length > 0 ? (
        <ul class="error box" role="alert">
          {errors.map((error) => (
            <li>{error}</li>
          ))}
        </ul>
      ) : null}
      {isNew ? (
        <>
          <label for="path">Path of the new file</label>
          <input id="path" name="path" value={path} placeholder="models/marts/dim_store.sql" required />
          <input type="hidden" name="is_new" value="on" />
        </>
      ) : (
        <input type="hidden" name="path" value={path} />
      )}
      <label for="content">{isNew ? 'Content' : path}</label>
      <textarea
        id="content"
        name="content"
        class="code"
        rows={Math.min(36, Math.max(12, text.split('\n').length + 1))}
        spellcheck={false}
      >
        {`\n${text}`}
      </textarea>
      <p class="hint">Saving makes a new revision, which is rehearsed before it can be approved.</p>
      <div class="actions">
        <button type="submit">Save and rehearse</button>
        {isNew ? null : (
          <a href={back} {...hx({ get: back, target: '#file', swap: 'innerHTML' })}>
            Leave it as it is
          </a>
        )}
      </div>
    </form>
  );
}
