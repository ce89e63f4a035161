import { checkScenario } from '../scenario/check/check-scenario.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** What no answer can say, in the words of a note. */
const unsaid = {
  data_volume: 'the rows that a source usually has',
  board: 'the board',
  business_questions: 'the business questions',
} as const satisfies Partial<Record<keyof Scenario, string>>;

/** Another draft with what no answer can say as it was before, as far as it still fits; what does not is told in a note. */
export function keepUnsaid(drafted: Scenario, previous: Scenario): Scenario {
  let whole = drafted;
  for (const [key, words] of Object.entries(unsaid)) {
    const before = previous[key as keyof typeof unsaid];
    if (before === undefined || key in whole) continue;
    const kept = { ...whole, [key]: before };
    if (checkScenario(kept).length <= checkScenario(whole).length) whole = kept;
    else whole = { ...whole, notes: [lost(words), ...whole.notes].slice(0, 40) };
  }
  return whole;
}

function lost(words: string): Scenario['notes'][number] {
  return { kind: 'not_met', text: `This draft is without ${words} of the one before, as they do not fit its models.` };
}
