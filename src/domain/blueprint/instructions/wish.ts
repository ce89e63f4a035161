import type { Scenario, ScenarioSection } from '../../scenario/scenario.ts';
import type { BlueprintCard } from '../blueprint.ts';
import type { Rename } from '../rename-words.ts';

/** What a wish is read against: the scenario as it stands, and everything that its blueprint has. */
export interface Setting {
  readonly scenario: Scenario;
  readonly card: BlueprintCard;
  /** The whole blueprint, in the scenario's words. */
  readonly whole: Scenario;
}

/** What became of a wish. */
export type Outcome =
  | {
      readonly kind: 'done';
      readonly scenario: Scenario;
      /** The sections that the wish is about. */
      readonly sections: readonly ScenarioSection[];
      readonly renames?: readonly Rename[];
    }
  | { readonly kind: 'not_met'; readonly why: string };

/** Reads one wish; `undefined` when it is about something else. */
export type WishReader = (wish: string, setting: Setting) => Outcome | undefined;

const verbs =
  `add bring call change cut disable do drop enable exclude extend have hide include keep leave let make omit
  only please put remove delete rename restore say set shorten show skip start switch take turn use without we no`
    .split(/\s+/)
    .join('|');

/** A longer sentence is no wish that can be read. */
export const longestWish = 500;

/** Splits instructions into wishes: at the ends of sentences, and where a conjunction begins a new one. */
export function wishes(text: string): string[] {
  return text
    .split(/(?<=[.!?;])\s+|\n+/)
    .flatMap((sentence) =>
      sentence.split(
        new RegExp(
          `(?:\\s*,\\s*|\\s+)(?:and then|and|then|but|also)\\s+(?=(?:${verbs})\\b)|,\\s*(?=(?:${verbs})\\b)`,
          'iu',
        ),
      ),
    )
    .map((wish) => wish.replace(/^[\s\-*•]+|[\s.!;,]+$/g, ''))
    .filter((wish) => wish !== '');
}

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

/** A number in digits or as a word up to six; `no` and `zero` are 0. */
export function readNumber(word: string): number | undefined {
  const lower = word.toLowerCase();
  if (/^\d+$/.test(lower)) return Number(lower);
  if (lower === 'zero') return 0;
  const index = numbers.indexOf(lower);
  return index < 0 ? undefined : index;
}

export const removes =
  /\b(drop|remove|delete|leave out|leave|skip|omit|without|no|not|don['’]?t|cut|exclude|hide|turn off|switch off|disable|take out|get rid of|off)\b/i;
export const narrows = /\b(only|just|nothing but)\b/i;
export const adds =
  /\b(add|include|bring back|bring|restore|show|put back|put in|put|keep|want|need|with|enable|turn on|switch on|use|have|on)\b/i;
