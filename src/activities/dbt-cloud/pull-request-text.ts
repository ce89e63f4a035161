import { type NamedTest, testNames } from '../../domain/naming/test-names.ts';
import { markdownLine, plainLine } from '../../domain/project/plain-text.ts';
import { withoutNumbers } from '../../domain/scenario/blank-in-words.ts';
import type { Change } from '../../domain/scenario/change.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';

/** What a pull request says. */
export interface PullRequestText {
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

/**
 * What a change's pull request says, for the customer's eyes: what it alters, and what its CI run must show. Nothing of the
 * notes and of what is said on the call is in it.
 */
export function pullRequestText(scenario: Scenario, change: Change): PullRequestText {
  const paragraphs = [
    inFile(change.description),
    '## What is altered',
    change.alters.map((model) => `- \`${model}\``).join('\n'),
    '## What CI must show',
    ...promised(scenario, change),
    'CI builds in a schema of its own: only what is altered here and what hangs on it. The rest is read from production.',
  ];
  return { title: plainLine(withoutNumbers(change.title)), body: `${paragraphs.join('\n\n')}\n` };
}

function promised(scenario: Scenario, { promise }: Change): string[] {
  if (promise.ci === 'red') {
    const tests = testNames(scenario);
    return [
      '**Red.** The mistake is caught before it is merged:',
      promise.fails.map((name) => `- fails: ${inWords(name, tests)}`).join('\n'),
    ];
  }
  const moves = promise.moves === undefined ? '' : ` The answer of \`${promise.moves}\` moves, and only as is meant.`;
  return [`**Green.** Every test passes.${moves}`];
}

function inWords(name: string, tests: readonly NamedTest[]): string {
  const test = tests.find((candidate) => candidate.name === name);
  return test?.description ? `\`${name}\`: ${inFile(test.description)}` : `\`${name}\``;
}

/** One line of Markdown that calls nobody: a name after an @ would be told of the pull request. */
function inFile(text: string): string {
  return markdownLine(withoutNumbers(text)).replace(/@(?=\w)/g, '@<!-- -->');
}
