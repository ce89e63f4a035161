import type { DataVolume, Warehouse } from '../brief/brief.ts';
import type { AnswerRows } from '../rehearsal/answer-rows.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Pieces } from './piece.ts';

/** Everything that decides a project's bytes: the same input gives the same files. */
export interface RenderInput {
  readonly company: string;
  /** ASCII stem of every technical name, from the company; see `domain/naming`. */
  readonly companyName: string;
  /** The first characters of the build's random id; part of schema names. */
  readonly shortId: string;
  readonly scenario: Scenario;
  readonly pieces: Pieces;
  readonly warehouse: Warehouse;
  readonly dataVolume: DataVolume;
  /** The last day of the data, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** What the raw rows of day one answer to the business questions, by their ids; the README shows it. */
  readonly answers?: ReadonlyMap<string, AnswerRows>;
}

/** Paths are relative to the project's root, with forward slashes; contents are text. */
export type ProjectFiles = ReadonlyMap<string, string>;

/** A project as it goes into a repository. */
export interface RenderedProject {
  /** The main branch: code and day one's seeds. */
  readonly main: ProjectFiles;
  /** By batch id (all but `day-one`): only the seed files that differ from main. */
  readonly batches: ReadonlyMap<string, ProjectFiles>;
  /** By change id: only the files that differ from main. */
  readonly changes: ReadonlyMap<string, ProjectFiles>;
}
