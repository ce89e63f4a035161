import { phrasesIn } from '../../blueprint/phrases.ts';
import type { ProjectFiles, RenderedProject } from '../render-input.ts';
import type { Finding } from './finding.ts';

/** What the customer must not read, wherever a project holds it: in main, in a batch's rows, in a pull request. */
export function lintMentions(project: RenderedProject, unmentioned: readonly string[]): Finding[] {
  const files = [project.main, ...project.batches.values(), ...project.changes.values()];
  const findings = files.flatMap((each) => mentionsInFiles(each, unmentioned));
  return [
    ...new Map(findings.map((finding) => [`${finding.path}:${finding.line}:${finding.message}`, finding])).values(),
  ];
}

/** What the customer must not read in some files, one finding for each line and entry. */
export function mentionsInFiles(files: ProjectFiles, unmentioned: readonly string[]): Finding[] {
  if (unmentioned.length === 0) return [];
  return [...files].flatMap(([path, content]) => [
    ...phrasesIn(path, unmentioned).map((entry) => finding(path, null, entry)),
    ...content
      .split('\n')
      .flatMap((line, index) => phrasesIn(line, unmentioned).map((entry) => finding(path, index + 1, entry))),
  ]);
}

function finding(path: string, line: number | null, entry: string): Finding {
  return { path, line, message: `“${entry}” is not to be mentioned to this customer.` };
}
