import type { BuildState } from '../../domain/build/state.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';
import { RewindMenu } from '../build/build-menu.tsx';
import { DecisionForm } from '../build/decision-form.tsx';
import { Prose } from '../parts/text.tsx';
import { Changes, Demonstrations, Incidents, TalkOutline } from './demonstrations.tsx';
import { Models } from './models.tsx';
import { Notes } from './notes.tsx';
import { Regenerate } from './regenerate.tsx';
import { RevisionPicker } from './scenario-diff.tsx';
import { Section } from './section.tsx';
import { Semantic } from './semantic.tsx';
import { Sources } from './sources.tsx';

interface ScenarioPanelProps {
  readonly state: BuildState;
  readonly scenario: Scenario;
  /** The pain points that the brief names. */
  readonly painPoints: readonly string[];
}

/** The scenario as it is reviewed; with decisions while the build asks for them. */
export function ScenarioPanel({ state, scenario, painPoints }: ScenarioPanelProps) {
  const asked = state.ask?.kind === 'review-scenario';
  const section = { buildId: state.id, editable: asked };
  return (
    <div class="scenario">
      {asked ? (
        <div class="decide card">
          <DecisionForm state={state} kind="approve-scenario" label="Approve the scenario" />
          <Regenerate state={state} />
          <RewindMenu state={state} />
        </div>
      ) : null}
      <RevisionPicker state={state} />
      <Notes notes={scenario.notes} />
      <Section name="context" title={scenario.title} {...section}>
        <Prose text={scenario.business_context.summary} />
        <ul>
          {scenario.business_context.objectives.map((objective) => (
            <li>{objective}</li>
          ))}
        </ul>
      </Section>
      <Section name="demonstrations" title="What it shows, and for which pain" {...section}>
        <Demonstrations demonstrations={scenario.demonstrations} painPoints={painPoints} />
      </Section>
      <Section name="incidents" title="Incidents: bad data, stopped" {...section}>
        <Incidents incidents={scenario.incidents} />
      </Section>
      <Section name="changes" title="Changes: pull requests with their CI result" {...section}>
        <Changes changes={scenario.changes} />
      </Section>
      <Section name="sources" title="Sources" {...section}>
        <Sources sources={scenario.sources} />
      </Section>
      <Section name="models" title="Models" {...section}>
        <Models scenario={scenario} />
      </Section>
      <Section name="semantic_layer" title="Semantic layer" {...section}>
        <Semantic layer={scenario.semantic_layer} />
      </Section>
      <Section name="talk_track" title="Talk track" {...section}>
        <TalkOutline track={scenario.talk_track} />
      </Section>
    </div>
  );
}
