import type { UsedPrompt } from '../../domain/build/used-prompt.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';

interface ProvenanceProps {
  readonly scenario: Scenario;
  readonly prompts: readonly UsedPrompt[] | undefined;
  readonly buildId: string;
}

/** What a draft was made from: the notes, in short where they were long, or a blueprint; and how it was asked for. */
export function WhereItComesFrom({ scenario, prompts = [], buildId }: ProvenanceProps) {
  const { condensed, origin } = scenario;
  return (
    <div class="quiet provenance">
      {origin ? (
        <p>
          Drafted from the blueprint <code>{origin.blueprint}</code>: what is in it was not read from the notes.
        </p>
      ) : null}
      {condensed ? (
        <p>
          The notes were long: this is condensed from {count(condensed.from)} characters to {count(condensed.to)}.
          Passages are quoted as they stand in the notes.
        </p>
      ) : null}
      <p>
        <a href={`/builds/${buildId}/prompts`}>
          {prompts.length === 0 ? 'What a model would be asked' : 'What models are asked, and with which prompts'}
        </a>
      </p>
    </div>
  );
}

function count(characters: number): string {
  return characters.toLocaleString('en');
}
