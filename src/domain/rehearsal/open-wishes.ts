import type { Scenario } from '../scenario/scenario.ts';
import { coverWishes, notesBesideWishes } from '../scenario/wishes.ts';

/** What the customer asked for and the demo does not show, in the words of the wish alone: why is for the SE. */
export interface OpenWishes {
  readonly open: readonly string[];
  /** What is not the customer's question but about the call: for the SE to see that it was left out. */
  readonly aside: readonly string[];
}

/** Every wish that is not met: those that the draft says it does not answer, and those that nothing is traced to. */
export function openWishes(scenario: Scenario): OpenWishes {
  const unmet = coverWishes(scenario).flatMap((one) => {
    if (one.state === 'answered') return [];
    return [{ wish: one.wish, why: one.state === 'not-answered' ? one.why : '' }];
  });
  const noted = notesBesideWishes(scenario).flatMap(({ kind, text }) => (kind === 'not_met' ? wishIn(text) : []));
  const all = [...unmet, ...noted];
  const wishes = (aside: boolean) => [
    ...new Set(all.filter((one) => isAboutTheCall(one) === aside).map(({ wish }) => wish)),
  ];
  return { open: wishes(false), aside: wishes(true) };
}

/** The wish of a note, which says why after it or quotes it; none in what the SE was told of their own instructions. */
function wishIn(text: string): { readonly wish: string; readonly why: string }[] {
  if (/^(Not done: |No blueprint fits )/.test(text)) return [];
  const [, quoted] = /^(?:No demonstration answers the pain point|Nothing here shows) “(.+)”\.$/s.exec(text) ?? [];
  if (quoted !== undefined) return [{ wish: quoted, why: '' }];
  const [wish = text, ...why] = text.split(': ');
  return [{ wish, why: why.join(': ') }];
}

/** Words about how the call is held rather than about what is asked. */
const aboutTheCall = [
  /\b(?:the|this|a second|our) (?:demo|call|meeting|session|presentation)\b/i,
  /\bno (?:code|slides?|jargon|technical terms|acronyms)\b/i,
  /\b(?:first|last) \d+ min(?:ute)?s?\b/i,
];

function isAboutTheCall({ wish, why }: { readonly wish: string; readonly why: string }): boolean {
  return /^it is about the call\b/i.test(why) || aboutTheCall.some((words) => words.test(wish));
}
