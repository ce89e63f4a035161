import { lintProject } from '../../domain/project/lint/lint-project.ts';
import { lintMentions } from '../../domain/project/lint/mentions.ts';
import type { Check } from '../../domain/rehearsal/report.ts';
import { plainCheck } from './check-of.ts';
import type { Rehearsal } from './rehearsed-project.ts';

/** What can be checked without running anything: names, paths, YAML against dbt's own schemas, nothing forbidden or unsaid. */
export function lint({ deps, project, unmentioned = [] }: Rehearsal): Check {
  const findings = [
    ...lintProject(project.main, deps.template, deps.dbtSchemas),
    ...lintMentions(project, unmentioned),
  ];
  const [first] = findings;
  const seen = first
    ? `${findings.length} findings: ${first.path}: ${first.message}`
    : `no finding in ${project.main.size} files`;
  return plainCheck(
    { stage: 'lint', subject: null, title: 'Files follow the rules' },
    { passed: !first, promised: 'no finding', seen },
    findings,
  );
}
