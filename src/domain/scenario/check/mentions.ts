import { phrasesIn } from '../../blueprint/phrases.ts';
import type { Scenario } from '../scenario.ts';
import type { Problem } from './problem.ts';

/** What stays in the service: said by the SE, or kept for the reviewer. */
const notShown = new Set<string>(['talk_track', 'likely_questions', 'notes', 'trace', 'wishes', 'condensed', 'origin']);
/** Within what is shown: the SE's own lines. */
const spoken = new Set(['say']);

/** What the customer will read and must not: each text of the scenario that holds such words, by its place. */
export function checkMentions(scenario: Scenario, unmentioned: readonly string[]): Problem[] {
  if (unmentioned.length === 0) return [];
  return Object.entries(scenario).flatMap(([key, value]) =>
    notShown.has(key) ? [] : inValue(value, key, unmentioned),
  );
}

function inValue(value: unknown, path: string, unmentioned: readonly string[]): Problem[] {
  if (typeof value === 'string') {
    return phrasesIn(value, unmentioned).map((entry) => ({
      path,
      message: `“${entry}” is not to be mentioned to this customer.`,
    }));
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => inValue(item, `${path}[${index}]`, unmentioned));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) =>
    spoken.has(key) ? [] : inValue(item, `${path}.${key}`, unmentioned),
  );
}
