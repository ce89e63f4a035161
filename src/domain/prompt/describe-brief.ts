import type { Brief } from '../brief/brief.ts';
import { promptLine, promptText } from './fenced.ts';

/** Notes below this length leave most of a scenario to be assumed. */
const fewNotes = 400;
/** Characters of figures that are handed on to what writes rows. */
const mostFigures = 6_000;

/** What the brief says beside the notes, a line each; what was left open is left out. */
export function describeBrief(brief: Brief): string {
  const lines: [string, string | number | readonly string[]][] = [
    ['company', brief.company],
    ['industry', brief.industry],
    ['warehouse', brief.warehouse],
    ['semantic layer', brief.include_semantic_layer ? 'wanted' : 'not wanted'],
    ['call', `${brief.call_minutes} minutes`],
    ['attendees', brief.attendees],
    ['they know dbt', { new: 'not yet', some: 'a little', expert: 'very well' }[brief.dbt_maturity]],
    ['pain point', brief.pain_points],
    ['must show', brief.must_show],
    ['must not mention', brief.must_not_mention],
  ];
  return lines
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => [name, promptLine(String(one))]))
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

/** How much the notes say, in a sentence that says what follows from it. */
export function notesState(notes: string, condensed: boolean): string {
  const { length } = promptText(notes);
  if (length === 0)
    return 'There are no notes: plan what is usual for the industry, and leave every passage empty, so that all of it is marked as assumed.';
  if (condensed)
    return 'The notes were long and have been condensed: what follows are a summary of each part and passages of it, word for word. Quote only the passages.';
  if (length < fewNotes)
    return 'The notes are short: follow what they say, assume what is usual for the industry for the rest, and leave the passage of everything assumed empty.';
  return 'The notes are whole. Go through them to the end: late sentences count as much as early ones.';
}

/** The sentences of the notes that hold a number: how much there is of what, in the order of the notes. */
export function figuresIn(notes: string): string[] {
  const sentences = joinWrapped(promptText(notes))
    .split(/\n+|(?<=[.!?;])\s+/)
    .map((sentence) => promptLine(sentence.replace(/^\s*\[?\d{1,2}:\d{2}(:\d{2})?\]\s*/, '')))
    .filter((sentence) => /\d|\b(hundred|thousand|million|billion|dozen|half|percent)/i.test(sentence));
  const kept: string[] = [];
  let length = 0;
  for (const sentence of new Set(sentences)) {
    length += sentence.length;
    if (length > mostFigures) break;
    kept.push(sentence);
  }
  return kept;
}

/** Shorter lines end where their writer ended them; those of wider notes are paragraphs, which nobody wrapped. */
const narrowestWrap = 50;
const widestWrap = 200;
/** How much of the notes' width a line has that goes on in the next one. */
const filled = 0.85;

/**
 * Lines that were wrapped as one: a line that fills the width of the notes and ends within a sentence goes on in the next
 * one, unless that is a heading, a list's entry or somebody's turn to speak.
 */
function joinWrapped(text: string): string {
  const lines = text.split('\n');
  const width = lines.reduce((widest, { length }) => Math.max(widest, length), 0);
  if (width > widestWrap) return text;
  const goesOn = (line: string) =>
    line.length >= Math.max(narrowestWrap, width * filled) && !/[.!?:;]["'”’)]?\s*$/.test(line);
  const begins = (line: string) =>
    line.trim() === '' || /^\s*([-*•>#|]|\d+[.)]\s|\[|[\p{Lu}][\p{L} .'’-]{0,30}:\s)/u.test(line);
  const joined: string[] = [];
  for (const [index, line] of lines.entries()) {
    const wrapped = index > 0 && goesOn(lines[index - 1] ?? '') && !begins(line);
    if (wrapped) joined.push(`${joined.pop() ?? ''} ${line.trimStart()}`);
    else joined.push(line);
  }
  return joined.join('\n');
}
