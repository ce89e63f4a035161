import { sourceId } from '../../naming/names.ts';
import { isTaken } from '../../naming/reserved-words.ts';
import { checkCalendars } from '../../scenario/check/calendars.ts';
import { type Scenario, scenarioSchema } from '../../scenario/scenario.ts';
import { plural, singular } from '../english.ts';
import { bareWords } from '../phrases.ts';
import { quote } from '../quote.ts';
import { renameScenario } from '../rename-scenario.ts';
import { isSqlWord, type Rename, renameIdentifier } from '../rename-words.ts';
import type { WishReader } from './wish.ts';

const name = `["'“‘\`]?([\\p{L}\\p{N}][\\p{L}\\p{N} _-]*?)["'”’\`]?`;
const end = `(?=\\s*(?:[.,;!?]|everywhere|throughout|instead|please|$))`;
const kind = `(?:(?:the|our|all)\\s+)*(?:(?:columns?|tables?|entit(?:y|ies)|source|field|metric|model|word|term)\\s+)?`;
const patterns: readonly { readonly pattern: RegExp; readonly from: number; readonly to: number }[] = [
  { pattern: new RegExp(`\\brename\\s+${kind}${name}\\s+(?:to|as|into|->|→)\\s+${name}${end}`, 'iu'), from: 1, to: 2 },
  {
    pattern: new RegExp(
      `\\b(?:say|use|write)\\s+${kind}${name}\\s+(?:instead of|rather than|for)\\s+${kind}${name}${end}`,
      'iu',
    ),
    from: 2,
    to: 1,
  },
  {
    pattern: new RegExp(`\\b(?:replace|change)\\s+${kind}${name}\\s+(?:with|by|to|into)\\s+${name}${end}`, 'iu'),
    from: 1,
    to: 2,
  },
  {
    pattern: new RegExp(`\\b${kind}${name}\\s+(?:are|is|should be|must be)\\s+called\\s+${name}${end}`, 'iu'),
    from: 1,
    to: 2,
  },
];

function identifierOf(words: string): string {
  return bareWords(words).replaceAll(' ', '_');
}

/** Every name in a scenario, as words joined by underscores. */
function namesOf(scenario: Scenario): string[] {
  return [
    ...scenario.sources.flatMap(({ system, table, entity, columns }) => [
      system,
      table,
      entity,
      ...columns.flatMap(({ name: column, staged_as }) => [column, staged_as ?? column]),
    ]),
    ...tablesOf(scenario).flatMap(({ name: model, columns }) => [model, ...columns.map(({ name: column }) => column)]),
    ...(scenario.semantic_layer?.metrics ?? []).map(({ name: metric }) => metric),
  ];
}

/** Models and reference seeds, which have columns of their own. */
function tablesOf({ intermediate, marts, reference_seeds: seeds = [] }: Scenario) {
  return [...intermediate, ...marts, ...seeds];
}

/** What a scenario can remember. */
const mostRenames = 40;

/** A shorter word, such as `is`, counts as a name only where it stands alone. */
const shortestPart = 4;

function occurs(names: readonly string[], word: string): boolean {
  if (names.includes(word)) return true;
  if (word.length < shortestPart) return false;
  return names.some((candidate) => renameIdentifier(candidate, [{ from: word, to: '_' }]) !== candidate);
}

/** `call order items booking lines`: the longest beginning that is a name here is what is renamed. */
function readCall(wish: string, names: readonly string[]): { from: string; to: string } | undefined {
  const [, text] = new RegExp(`(?<!\\b(?:the|this|a|our|my)\\s+)\\bcall\\s+${kind}(.+?)${end}`, 'iu').exec(wish) ?? [];
  const words = identifierOf(text ?? '')
    .split('_')
    .filter(Boolean);
  for (let length = words.length - 1; length > 0; length -= 1) {
    const from = words.slice(0, length).join('_');
    if ([from, singular(from), plural(from)].some((form) => occurs(names, form))) {
      return { from, to: words.slice(length).join('_') };
    }
  }
  return undefined;
}

function readPair(wish: string, names: readonly string[]): { from: string; to: string } | undefined {
  for (const { pattern, from, to } of patterns) {
    const match = pattern.exec(wish);
    if (match) return { from: identifierOf(match[from] ?? ''), to: identifierOf(match[to] ?? '') };
  }
  return readCall(wish, names);
}

/** A word in its singular and in its plural, each with what stands in its place. */
function bothNumbers({ from, to }: { from: string; to: string }): Rename[] {
  const isPlural = singular(from) !== from;
  const one = { from: singular(from), to: isPlural ? singular(to) : to };
  const many = { from: isPlural ? from : plural(from), to: isPlural ? to : plural(to) };
  return [many, one];
}

function staysDistinct(scenario: Scenario): boolean {
  const distinct = (names: readonly string[]): boolean => new Set(names).size === names.length;
  const models = tablesOf(scenario);
  const others = [...(scenario.snapshots ?? []), ...(scenario.analyses ?? [])];
  return (
    distinct(scenario.sources.map(sourceId)) &&
    distinct([...models, ...others].map(({ name: model }) => model)) &&
    distinct((scenario.macros ?? []).map(({ name: macro }) => macro)) &&
    checkCalendars(scenario).length === 0 &&
    distinct((scenario.semantic_layer?.metrics ?? []).map(({ name: metric }) => metric)) &&
    distinct(scenario.sources.map(({ entity }) => entity)) &&
    models.every(({ columns }) => distinct(columns.map(({ name: column }) => column))) &&
    scenario.sources.every(({ columns }) => distinct(columns.map((column) => column.staged_as ?? column.name)))
  );
}

/** Reads renames of entities and columns: `rename customers to members`, `call orders bookings`. */
export const readRenames: WishReader = (wish, { scenario }) => {
  const names = namesOf(scenario);
  const pair = readPair(wish, names);
  if (!pair) return undefined;
  const forms = [pair.from, singular(pair.from), plural(pair.from)];
  if (!forms.some((form) => occurs(names, form))) {
    const verb = /\b(rename|call|called)\b/i.test(wish);
    return verb
      ? { kind: 'not_met', why: `Nothing here is named ${quote(pair.from.replaceAll('_', ' '))}.` }
      : undefined;
  }
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(pair.to)) {
    return { kind: 'not_met', why: 'A name needs ASCII letters, because it stands in SQL.' };
  }
  const renames = bothNumbers(pair);
  if (renames.some(({ from }) => isSqlWord(from) && names.includes(from) && from !== 'order')) {
    return { kind: 'not_met', why: `${quote(pair.from)} is a word of SQL itself.` };
  }
  const taken = [pair.to, plural(pair.to)].find(isTaken);
  if (taken !== undefined) return { kind: 'not_met', why: `SQL or dbt has taken the word ${quote(taken)}.` };
  if ((scenario.origin?.renames.length ?? 0) + renames.length > mostRenames) {
    return { kind: 'not_met', why: 'Too many names were changed already.' };
  }
  const renamed = renameScenario(scenario, renames);
  if (!staysDistinct(renamed) || !scenarioSchema.safeParse(renamed).success) {
    return { kind: 'not_met', why: `Two things would have the same name, or one too long.` };
  }
  return { kind: 'done', scenario: renamed, sections: ['context', 'sources', 'models'], renames };
};
