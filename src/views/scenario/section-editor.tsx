import type { BuildState } from '../../domain/build/state.ts';
import type { ScenarioSection } from '../../domain/scenario/scenario.ts';
import { hx } from '../hx.ts';
import { stillEdited } from '../parts/still-edited.ts';

interface SectionEditorProps {
  readonly state: BuildState;
  readonly section: ScenarioSection;
  readonly yaml: string;
  readonly errors?: readonly string[];
}

/** A section as YAML to be edited; what is wrong stands above it and the text stays. */
export function SectionEditor({ state, section, yaml, errors = [] }: SectionEditorProps) {
  const post = `/builds/${state.id}/decisions`;
  return (
    <form
      method="post"
      action={post}
      class="editor"
      {...stillEdited(errors)}
      {...hx({ post, target: `#edit-${section}`, swap: 'innerHTML', disable: 'find button' })}
    >
      <input type="hidden" name="kind" value="edit-scenario" />
      <input type="hidden" name="ask" value={String(state.ask?.number ?? state.asks)} />
      <input type="hidden" name="revision" value={String(state.revision)} />
      <input type="hidden" name="section" value={section} />
      {errors.length > 0 ? (
        <ul class="error box" role="alert">
          {errors.map((error) => (
            <li>{error}</li>
          ))}
        </ul>
      ) : null}
      <label for={`yaml-${section}`}>This section as YAML</label>
      <textarea
        id={`yaml-${section}`}
        name="yaml"
        class="code"
        rows={Math.min(28, yaml.split('\n').length + 2)}
        spellcheck={false}
      >
        {`\n${yaml}`}
      </textarea>
      <p class="hint">Saving makes a new revision. It is checked first: names, references and promises must hold.</p>
      <div class="actions">
        <button type="submit">Save as a new revision</button>
        {errors.length > 0 ? (
          <button type="submit" name="keep" value="draft" class="quiet">
            Keep it as a draft, and mend the rest
          </button>
        ) : null}
        <button type="reset" class="quiet">
          Undo my changes
        </button>
      </div>
    </form>
  );
}
