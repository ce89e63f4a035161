import {
  type ProofFinding,
  type ProofStage,
  type ProofStageName,
  type ProvenWarehouse,
  proofStageNames,
  warehouseLabels,
} from '../../../domain/rehearsal/warehouse-proof.ts';
import type { ProofAnswer, ProvenProject } from './proof-answer.ts';

interface Ran {
  readonly succeeded: boolean;
  readonly seconds: number;
}

/** Stage by stage what ran and what was seen; a stage that did not run says why. */
export function proofStages(
  warehouse: ProvenWarehouse,
  { projects }: ProofAnswer,
  findings: readonly ProofFinding[],
  rulesFiles: number,
): ProofStage[] {
  const compiles = (incremental: boolean) =>
    projects.flatMap(({ compiles }) => compiles.filter((compile) => compile.incremental === incremental));
  const builds = projects.flatMap((project) => project.builds);
  const read = projects.flatMap((project) => project.compiles.flatMap(({ files }) => files));
  const commands: Readonly<Record<ProofStageName, readonly Ran[]>> = {
    rules: [{ succeeded: true, seconds: 0 }],
    parse: projects.map(({ parse }) => parse),
    'compile-first-run': compiles(false),
    'compile-later-run': compiles(true),
    functions: read.length === 0 ? [] : [{ succeeded: true, seconds: 0 }],
    'recorded-build': builds,
  };
  const seen: Readonly<Record<ProofStageName, string>> = {
    rules: `${rulesFiles} files and ${read.length} compiled queries`,
    parse: counted(projects),
    'compile-first-run': `${count(compiles(false))} queries`,
    'compile-later-run': `${count(compiles(true))} queries`,
    functions: `${read.length} queries${builds.length > 0 ? ' and every recorded statement' : ''}`,
    'recorded-build': `${builds.reduce((sum, { statements }) => sum + statements, 0)} statements, ${passedNodes(projects)}`,
  };
  return proofStageNames.map((stage) => {
    const ran = commands[stage];
    const passed =
      ran.length > 0 && ran.every(({ succeeded }) => succeeded) && !findings.some((f) => f.stage === stage);
    return {
      stage,
      ran: ran.length > 0,
      passed,
      seen: ran.length > 0 ? seen[stage] : why(stage, warehouse),
      seconds: Math.round(ran.reduce((sum, { seconds }) => sum + seconds, 0) * 100) / 100,
    };
  });
}

/** Adapters with which nothing is built, as their connections cannot be stood in for. */
const unbuilt: readonly ProvenWarehouse[] = ['bigquery', 'databricks'];

/** Whether a stage is part of the proof for this warehouse at all. */
export function belongs(stage: ProofStageName, warehouse: ProvenWarehouse): boolean {
  return stage !== 'recorded-build' || !unbuilt.includes(warehouse);
}

function why(stage: ProofStageName, warehouse: ProvenWarehouse): string {
  return belongs(stage, warehouse)
    ? 'not run, as an earlier stage is red'
    : `not run: there is no recording connection for ${warehouseLabels[warehouse]}`;
}

function counted(projects: readonly ProvenProject[]): string {
  const changes = projects.length - 1;
  return `the project${changes > 0 ? ` and ${changes} ${changes === 1 ? 'change' : 'changes'}` : ''}, no deprecation allowed`;
}

function count(compiles: readonly { readonly files: readonly unknown[] }[]): number {
  return compiles.reduce((sum, { files }) => sum + files.length, 0);
}

function passedNodes(projects: readonly ProvenProject[]): string {
  const nodes = projects.flatMap(({ builds }) => builds.flatMap((build) => build.nodes));
  const good = nodes.filter(({ status }) => ['success', 'pass', 'no-op'].includes(status)).length;
  return `${good} of ${nodes.length} nodes went through`;
}
