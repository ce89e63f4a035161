import { parseDocument } from 'yaml';
import type { Brief } from '../../domain/brief/brief.ts';
import { type BriefProblem, readBriefValue } from '../../domain/brief/read-brief.ts';
import { type BriefFields, type FieldErrors, listFields } from '../../views/setup/brief-fields.ts';

export type ReadBrief =
  | { readonly ok: true; readonly brief: Brief }
  | { readonly ok: false; readonly errors: FieldErrors };

/** Checks what somebody sent as a brief; each error stands under the name of its field. */
export function readBrief(value: unknown): ReadBrief {
  const read = readBriefValue(value);
  return read.ok ? read : { ok: false, errors: fieldErrors(read.problems) };
}

/** A brief from a YAML file; JSON is YAML too. */
export function readBriefFile(text: string): ReadBrief {
  const document = parseDocument(text, { maxAliasCount: 0 } as object);
  const [problem] = document.errors;
  if (problem) return { ok: false, errors: { '': [`The file cannot be read: ${problem.message}`] } };
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 10 });
  } catch {
    return { ok: false, errors: { '': ['The file refers to itself too often.'] } };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, errors: { '': ['A brief is a list of keys and values, such as “company: Petal & Pine”.'] } };
  }
  return readBrief(value);
}

/** The form's fields as a brief's values; what the form leaves empty is left out. */
export function briefOfFields(fields: BriefFields): Record<string, unknown> {
  const lines = (text: string) =>
    text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const lists: readonly string[] = listFields;
  const entries = Object.entries(fields).flatMap(([name, text]): [string, unknown][] => {
    if (lists.includes(name)) return [[name, lines(text)]];
    if (name === 'include_semantic_layer') return [];
    if (name === 'company' || name === 'discovery_notes') return [[name, text.replaceAll('\r\n', '\n')]];
    if (text.trim() === '') return [];
    return [[name, name === 'call_minutes' ? Number(text) : text]];
  });
  return { ...Object.fromEntries(entries), include_semantic_layer: fields.include_semantic_layer === 'on' };
}

function fieldErrors(problems: readonly BriefProblem[]): FieldErrors {
  const errors: Record<string, string[]> = {};
  for (const { field, sentence } of problems) errors[field] = [...new Set([...(errors[field] ?? []), sentence])];
  return errors;
}
