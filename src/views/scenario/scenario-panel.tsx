import type { BuildState } from '../../domain/build/state.ts';
import type { RehearsalReport } from '../../domain/rehearsal/report.ts';
import type { Scenario, ScenarioSection } from '../../domain/scenario/scenario.ts';
import { notesBesideWishes } from '../../domain/scenario/wishes.ts';
import { RewindMenu } from '../build/build-menu.tsx';
import { DecisionForm } from '../build/decision-form.tsx';
import { Prose } from '../parts/text.tsx';
import { BusinessQuestions } from './business-questions.tsx';
import { Changes, Demonstrations, Incidents, TalkOutline } from './demonstrations.tsx';
import { Disagreements } from './disagreements.tsx';
import { Models } from './models.tsx';
import { Notes } from './notes.tsx';
import { WhereItComesFrom } from './provenance.tsx';
import { Regenerate, TakeBack } from './regenerate.tsx';
import { RevisionPicker } from './scenario-diff.tsx';
import { Section } from './section.tsx';
import { Semantic } from './semantic.tsx';
import { Sources } from './sources.tsx';
import { Wishes } from './wishes.tsx';

interface ScenarioPanelProps {
  readonly state: BuildState;
  readonly scenario: Scenario;
  /** The pain points that the brief names. */
  readonly painPoints: readonly string[];
  /** The rehearsal of this revision, once there is one. */
  readonly report?: RehearsalReport | undefined;
}

/** The scenario as it is reviewed; with decisions while the build asks for them. */
export function ScenarioPanel({ state, scenario, painPoints, report }: ScenarioPanelProps) {
  const asked = state.ask?.kind === 'review-scenario';
  const section = (name: ScenarioSection) => ({
    ...{ name, buildId: state.id, editable: asked },
    locked: state.locked?.includes(name) ?? false,
  });
  return (
    <div class="scenario">
      {asked ? (
        <div class="decide card">
          <DecisionForm state={state} kind="approve-scenario" label="Approve the scenario" />
          <Regenerate state={state} />
          <TakeBack state={state} />
          <RewindMenu state={state} />
        </div>
      ) : null}
      <div id="prompts-of-wish" aria-live="polite" />
      <RevisionPicker state={state} />
      <WhereItComesFrom scenario={scenario} prompts={state.prompts} buildId={state.id} />
      <Notes notes={notesBesideWishes(scenario)} />
      <Wishes scenario={scenario} />
      <Section title={scenario.title} {...section('context')}>
        <Prose text={scenario.business_context.summary} />
        <ul>
          {scenario.business_context.objectives.map((objective) => (
            <li>{objective}</li>
          ))}
        </ul>
        <Disagreements scenario={scenario} known={{ report }} />
      </Section>
      <Section title="What it shows, and for which pain" {...section('demonstrations')}>
        <Demonstrations demonstrations={scenario.demonstrations} painPoints={painPoints} trace={scenario.trace} />
        {scenario.business_questions ? (
          <>
            <h2>Business questions</h2>
            <BusinessQuestions questions={scenario.business_questions} answers={report?.questions} />
          </>
        ) : null}
      </Section>
      <Section title="Incidents: bad data, stopped" {...section('incidents')}>
        <Incidents incidents={scenario.incidents} trace={scenario.trace} />
      </Section>
      <Section title="Changes: pull requests with their CI result" {...section('changes')}>
        <Changes changes={scenario.changes} />
      </Section>
      <Section title="Sources" {...section('sources')}>
        <Sources sources={scenario.sources} trace={scenario.trace} />
      </Section>
      <Section title="Models" {...section('models')}>
        <Models scenario={scenario} />
      </Section>
      <Section title="Semantic layer" {...section('semantic_layer')}>
        <Semantic layer={scenario.semantic_layer} trace={scenario.trace} />
      </Section>
      <Section title="Talk track" {...section('talk_track')}>
        <TalkOutline track={scenario.talk_track} questions={scenario.likely_questions} />
      </Section>
    </div>
  );
}
