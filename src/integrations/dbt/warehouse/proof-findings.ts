import { lineOfPath } from '../../../domain/project/lint/yaml-line.ts';
import { checkCompiled, checkPortability } from '../../../domain/project/portability/check-portability.ts';
import { sourceLine } from '../../../domain/project/portability/source-line.ts';
import type { ProjectFiles } from '../../../domain/project/render-input.ts';
import { messageFinding, nodeFindings } from '../../../domain/rehearsal/findings.ts';
import type { FileFinding } from '../../../domain/rehearsal/report.ts';
import {
  type ProofFinding,
  type ProofStageName,
  type ProvenWarehouse,
  warehouseLabels,
} from '../../../domain/rehearsal/warehouse-proof.ts';
import { nodeName } from '../run-results.ts';
import type { CompiledFile, Deprecation, ProvenProject } from './proof-answer.ts';

type Found = FileFinding & { readonly stage: ProofStageName };

/**
 * Everything that is wrong with one project, by stage, each with the file and line that it points to.
 *
 * @param own the files that our own rules look at: all of main, or what a change alters
 */
export function projectFindings(
  warehouse: ProvenWarehouse,
  project: ProvenProject,
  files: ProjectFiles,
  own: ProjectFiles,
): Found[] {
  const compiled = project.compiles.flatMap((compile) => compile.files);
  return distinct([
    ...inStage('rules', [
      ...checkPortability(own),
      ...compiled.flatMap((file) => compiledRemarks(file, warehouse, files)),
    ]),
    ...inStage('parse', [
      ...commandFindings(project.parse, files),
      ...project.parse.deprecations.map((found) => deprecationFinding(found, files)),
    ]),
    ...project.compiles.flatMap((compile) =>
      inStage(compile.incremental ? 'compile-later-run' : 'compile-first-run', commandFindings(compile, files)),
    ),
    ...inStage(
      'functions',
      compiled.flatMap((file) => readFindings(file, warehouse, files)),
    ),
    ...project.builds.flatMap((build) =>
      inStage('recorded-build', [
        ...commandFindings(build, files),
        ...build.unread.flatMap(({ uniqueId, error, unknown }) =>
          [...(error ? [error.message] : []), ...unknown.map(({ name }) => noSuchFunction(name, warehouse))].map(
            (message) => placeOfNode(uniqueId, message, files),
          ),
        ),
      ]),
    ),
  ]);
}

/** Without what the main branch has as well. */
export function onlyOwn(found: readonly Found[], main: readonly Found[]): Found[] {
  const known = new Set(main.map(identity));
  return found.filter((one) => !known.has(identity(one)));
}

export function withChange(found: readonly Found[], change: string | null): ProofFinding[] {
  return found.map((one) => ({ ...one, change }));
}

function inStage(stage: ProofStageName, found: readonly FileFinding[]): Found[] {
  return found.map((one) => ({ ...one, stage }));
}

function commandFindings(
  { exception, nodes }: Pick<ProvenProject['parse'], 'exception' | 'nodes'>,
  files: ProjectFiles,
): FileFinding[] {
  const results = nodes.map(({ uniqueId, status, message }) => ({
    uniqueId,
    name: nodeName(uniqueId),
    type: uniqueId.split('.')[0] ?? '',
    status,
    failures: null,
    message,
    seconds: 0,
  }));
  return [...(exception === null ? [] : [messageFinding(exception, files)]), ...nodeFindings(results, files)];
}

function deprecationFinding({ message, file, key, keyPath }: Deprecation, files: ProjectFiles): FileFinding {
  const path =
    file === null ? null : ([...files.keys()].find((one) => file === one || file.endsWith(`/${one}`)) ?? null);
  const text = path === null ? undefined : files.get(path);
  if (path === null || text === undefined) return { path, line: null, message };
  const at = (keyPath ?? '')
    .split(/[.[\]]+/)
    .filter(Boolean)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  return { path, line: lineOfPath(text, key === null ? at : [...at, key]), message };
}

function compiledRemarks(file: CompiledFile, warehouse: ProvenWarehouse, files: ProjectFiles): FileFinding[] {
  // A generic test's SQL is dbt's own or the template's.
  if (!file.path.endsWith('.sql')) return [];
  return checkCompiled(file.sql, warehouse).map(({ line, message }) => placed(file, line, message, files));
}

function readFindings(file: CompiledFile, warehouse: ProvenWarehouse, files: ProjectFiles): FileFinding[] {
  const label = warehouseLabels[warehouse];
  return [
    ...(file.error
      ? [placed(file, file.error.line, `${label} could not read this: ${file.error.message}`, files)]
      : []),
    ...file.unknown.map(({ name, line }) => placed(file, line, noSuchFunction(name, warehouse), files, name)),
  ];
}

function noSuchFunction(name: string, warehouse: ProvenWarehouse): string {
  return `${warehouseLabels[warehouse]} has no function ${name}.`;
}

/** Where a line of compiled SQL came from; what a macro made is quoted. */
function placed(
  file: CompiledFile,
  line: number | null,
  message: string,
  files: ProjectFiles,
  near?: string,
): FileFinding {
  const source = files.get(file.path);
  if (source === undefined) return { path: null, line: null, message: `${file.name}: ${message}` };
  if (!file.path.endsWith('.sql')) return placeOfNode(file.uniqueId, message, files, file.path);
  if (line === null) return { path: file.path, line: null, message };
  const found = sourceLine(source, file.sql, line, near);
  const text = file.sql.split('\n')[line - 1]?.trim() ?? '';
  return { path: file.path, line: found, message: found === null ? `${message} Compiled: ${text}` : message };
}

function placeOfNode(uniqueId: string, message: string, files: ProjectFiles, otherwise: string | null = null) {
  const [found] = nodeFindings(
    [{ uniqueId, name: nodeName(uniqueId), type: '', status: 'error', failures: null, message, seconds: 0 }],
    files,
  );
  const path = found?.path ?? otherwise;
  const name = nodeName(uniqueId);
  const lines = path === null ? [] : (files.get(path) ?? '').split('\n');
  const index = path?.endsWith('.sql') ? -1 : lines.findIndex((line) => line.trim().endsWith(`name: ${name}`));
  return { path, line: index < 0 ? null : index + 1, message };
}

function distinct(found: readonly Found[]): Found[] {
  return [...new Map(found.map((one) => [identity(one), one])).values()];
}

function identity({ stage, path, line, message }: Found): string {
  return JSON.stringify([stage, path, line, message]);
}
