import type { BuildState } from '../../domain/build/state.ts';
import type { ScenarioSection } from '../../domain/scenario/scenario.ts';
import type { UnsoundDraft } from '../../domain/scenario/unsound-draft.ts';
import { RewindMenu } from '../build/build-menu.tsx';
import { DecisionForm } from '../build/decision-form.tsx';
import { Badge } from '../parts/badge.tsx';
import { Regenerate, sectionTitles, TakeBack } from './regenerate.tsx';

interface DraftPanelProps {
  readonly state: BuildState;
  readonly draft: UnsoundDraft;
}

/** A draft that does not hold together, open for editing, with what is wrong beside each section. */
export function DraftPanel({ state, draft }: DraftPanelProps) {
  const { faults } = draft;
  // The keys of the table are its sections.
  const names = Object.keys(sectionTitles) as ScenarioSection[];
  const wrong = (name: ScenarioSection) => faults.filter(({ section }) => section === name);
  return (
    <div class="scenario">
      <section class="card failed">
        <h2>The draft does not hold together yet</h2>
        <p>
          {faults.length === 1 ? 'One thing is wrong' : `${faults.length} things are wrong`}, said at the section where
          it is to be mended. What you save is kept, whether or not it holds together, and is reviewed as soon as it
          does.
        </p>
        <div class="decide">
          <DecisionForm state={state} kind="retry" label="Draft it once more" tone="quiet" />
          {state.revision > 0 ? <Regenerate state={state} /> : null}
          <TakeBack state={state} />
          <RewindMenu state={state} />
        </div>
      </section>
      <div id="prompts-of-wish" aria-live="polite" />
      <DecisionForm state={state} kind="edit-draft" label="Check and save" class="mend">
        {names.map((name) => (
          <DraftSection name={name} text={draft.sections[name]} faults={wrong(name)} />
        ))}
      </DecisionForm>
    </div>
  );
}

function DraftSection({
  name,
  text,
  faults,
}: {
  readonly name: ScenarioSection;
  readonly text: string;
  readonly faults: UnsoundDraft['faults'];
}) {
  return (
    <details class="group" open={faults.length > 0} id={`mend-${name}`}>
      <summary>
        {sectionTitles[name]}{' '}
        {faults.length > 0 ? <Badge tone="bad">{`${faults.length} to mend`}</Badge> : <Badge tone="good">holds</Badge>}
      </summary>
      {faults.length > 0 ? (
        <ul class="error box">
          {faults.map(({ path, message }) => (
            <li>
              <code>{path}</code> {message}
            </li>
          ))}
        </ul>
      ) : null}
      <label for={`yaml-${name}`}>{sectionTitles[name]} as YAML</label>
      <textarea
        id={`yaml-${name}`}
        name={`yaml_${name}`}
        class="code"
        rows={Math.min(24, text.split('\n').length + 2)}
        spellcheck={false}
      >
        {`\n${text}`}
      </textarea>
    </details>
  );
}
