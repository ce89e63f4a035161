import { lintProject } from '../../domain/project/lint/lint-project.ts';
import type { Check } from '../../domain/rehearsal/report.ts';
import { plainCheck } from './check-of.ts';
import type { Rehearsal } from './rehearsed-project.ts';

/** What can be checked without running anything: names, paths, YAML against dbt's own schemas, nothing forbidden. */
export function lint({ deps, project }: Rehearsal): Check {
  const findings = lintProject(project.main, deps.template, deps.dbtSchemas);
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
