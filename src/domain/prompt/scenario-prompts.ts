import { sourceOf } from '../answer/sources-of.ts';
import type { UnderstandingAnswer } from '../answer/understanding.ts';
import type { Brief } from '../brief/brief.ts';
import { calendarColumns } from '../scenario/calendar-columns.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { describeBrief, notesState } from './describe-brief.ts';
import { describeMetric, describeQuery } from './describe-metric.ts';
import { describeModel } from './describe-model.ts';
import { describeSource } from './describe-source.ts';
import { describeIncidentTests, describeTests } from './describe-tests.ts';
import { fenced, promptLine } from './fenced.ts';
import type { Blanks } from './render-prompt.ts';

/** Talk beyond this share of a call leaves no time for questions. */
const talkShare = 0.6;

/** `brief.md`: what all calls for one scenario share. `condensed` stands for notes that are too long to send whole. */
export function theBrief({ brief, condensed }: { readonly brief: Brief; readonly condensed?: string }): Blanks {
  const notes = condensed ?? brief.discovery_notes;
  return {
    brief: fenced('brief', describeBrief(brief)),
    notes_state: notesState(notes, condensed !== undefined),
    notes: fenced('notes', notes),
  };
}

/** `condense-notes.md`: one part of notes that are too long, at its place among the parts; `part` counts from 1. */
export function condenseNotes({
  text,
  part,
  parts,
}: {
  readonly text: string;
  readonly part: number;
  readonly parts: number;
}): Blanks {
  return { part: String(part), parts: String(parts), notes: fenced('notes', text) };
}

/** `understand-customer.md` asks about the shared brief alone. */
export function understandCustomer(): Blanks {
  return {};
}

/** `design-models.md`: what was understood, with the sources as the models will read them. */
export function designModels({
  brief,
  understanding,
}: {
  readonly brief: Pick<Brief, 'include_semantic_layer'>;
  readonly understanding: UnderstandingAnswer;
}): Blanks {
  const { summary, objectives, wishes, disagreements, currency, sources } = understanding;
  return {
    understanding: fenced(
      'understanding',
      [
        `situation: ${promptLine(summary)}`,
        `currency: ${promptLine(currency)}`,
        ...objectives.map((objective) => `objective: ${promptLine(objective)}`),
        ...wishes.map(({ wish }) => `wish: ${promptLine(wish)}`),
        ...disagreements.map(describeDisagreement),
      ].join('\n'),
    ),
    sources: fenced('sources', sources.map((source) => describeSource(sourceOf(source))).join('\n\n')),
    calendar_columns: Object.entries(calendarColumns)
      .map(([name, type]) => `${name} (${type})`)
      .join(', '),
    semantic_layer: brief.include_semantic_layer
      ? 'A semantic layer is wanted: give 3 to 8 metrics (20 at most) and 2 to 4 saved queries (1 to 8).'
      : 'No semantic layer is wanted: leave metrics and saved_queries empty. Marts still compute the numbers that the customer asks for.',
  };
}

/** `tell-story.md`: the project that the story is about, every name that it may use, and what the customer asked for. */
export function tellStory({
  brief,
  project,
  wishes,
}: {
  readonly brief: Pick<Brief, 'call_minutes'>;
  /** Sources, models and semantic layer, as `projectOf` gives them. */
  readonly project: Scenario;
  readonly wishes: UnderstandingAnswer['wishes'];
}): Blanks {
  const { sources, intermediate, marts, exposures, semantic_layer: layer, disagreements = [] } = project;
  const list = (label: string, lines: readonly string[]) =>
    fenced(label, lines.length === 0 ? 'none' : lines.join('\n'));
  return {
    project: list('project', [
      ...sources.map(describeSource),
      ...[...intermediate, ...marts].map(describeModel),
      ...disagreements.map(describeDisagreement),
    ]),
    metrics: list('metrics', (layer?.metrics ?? []).map(describeMetric)),
    saved_queries: list('saved queries', (layer?.saved_queries ?? []).map(describeQuery)),
    exposures: list(
      'exposures',
      exposures.map(({ name, label }) => `${name}: ${promptLine(label)}`),
    ),
    tests: fenced('tests', describeTests(project)),
    incident_tests: fenced('tests for incidents', describeIncidentTests(project)),
    wishes: list(
      'wishes',
      wishes.map(({ wish }) => promptLine(wish)),
    ),
    call_minutes: String(brief.call_minutes),
    talk_minutes: String(Math.max(4, Math.round(brief.call_minutes * talkShare))),
  };
}

/** A number that is counted differently, the ways of counting it, and what settles it. */
export function describeDisagreement({
  about,
  versions,
  settled_by,
  metric,
}: {
  readonly about: string;
  readonly versions: readonly string[];
  readonly settled_by: string;
  readonly metric?: string | undefined;
}): string {
  return `they disagree on ${promptLine(about)}: ${versions.map(promptLine).join(' | ')}; settled by: ${promptLine(settled_by)}${metric === undefined ? '' : ` (the metric ${metric})`}`;
}
