import { isSamePiece, type PieceName } from '../build/piece-choice.ts';
import { seedName, sourceId } from '../naming/names.ts';
import { testNames } from '../naming/test-names.ts';
import { failedNames } from '../rehearsal/promise.ts';
import type { Check, FileFinding, NodeResult, RehearsalReport } from '../rehearsal/report.ts';
import { type WarehouseProof, warehouseLabels } from '../rehearsal/warehouse-proof.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { batchOf } from './batch.ts';
import { pieceAt, pieceOf } from './piece-path.ts';

/** A piece that made a project red, and all that was said about it: file, line and message where they are known. */
export interface Fault extends PieceName {
  readonly errors: readonly string[];
}

/** What was seen of a project that is red. */
export interface Seen {
  readonly report: Pick<RehearsalReport, 'checks'> | undefined;
  readonly proof: Pick<WarehouseProof, 'findings' | 'warehouse'> | undefined;
  /** Paths that stand as a person edited them: what is wrong there is theirs to mend. */
  readonly edited: readonly string[];
  /** Pieces in which a repair found no fault: it is looked for in what they read. */
  readonly cleared: readonly PieceName[];
}

const longestError = 3_000;

/**
 * The pieces at fault in a red project, each once. What code renders by itself, such as YAML and saved queries, is the
 * fault of no piece.
 */
export function piecesAtFault(scenario: Scenario, { report, proof, edited, cleared }: Seen): Fault[] {
  const byHand = edited.flatMap((path) => pieceAt(scenario, path) ?? []);
  const named = [
    ...(report?.checks ?? []).filter(({ passed }) => !passed).flatMap((check) => namedBy(scenario, check)),
    ...(proof?.findings ?? []).flatMap(({ path, change, stage, ...finding }): Named[] => {
      const piece = change === null ? pieceOfPath(scenario, path) : changePiece(change);
      const where = `dbt’s adapter for ${warehouseLabels[proof?.warehouse ?? 'snowflake']}, ${stage.replaceAll('-', ' ')}`;
      return piece ? [{ piece, error: `${where}: ${placed({ path, ...finding })}` }] : [];
    }),
  ].filter(({ piece }) => !byHand.some((other) => isSamePiece(other, piece)));
  const faults: Fault[] = [];
  for (const { piece, error } of named) {
    for (const one of cleared.some((other) => isSamePiece(other, piece)) ? readBy(scenario, piece, cleared) : [piece]) {
      const known = faults.findIndex((fault) => isSamePiece(fault, one));
      const errors = [...new Set([...(faults[known]?.errors ?? []), error.slice(0, longestError)])];
      if (known >= 0) faults[known] = { ...one, errors };
      else faults.push({ ...one, errors });
    }
  }
  return faults;
}

interface Named {
  readonly piece: PieceName;
  readonly error: string;
}

function namedBy(scenario: Scenario, check: Check): Named[] {
  const { stage, subject, title, promised, seen } = check;
  const told = `${title}: promised was “${promised}”, seen was “${seen}”.`;
  if (stage === 'change' && subject !== null) {
    return [{ piece: changePiece(subject), error: [told, ...check.findings.map(placed)].join('\n') }];
  }
  if (stage === 'incident' && subject !== null) {
    const batch = batchOf(subject);
    const struck = scenario.incidents.find(({ id }) => batch.kind === 'incident' && id === batch.incident);
    const piece = { step: 'generate-rows', subject: struck?.source ?? '' } as const;
    return struck ? [{ piece, error: [told, ...check.findings.map(placed)].join('\n') }] : [];
  }
  const failed = failedNames(check.nodes);
  const nodes = check.nodes.filter(({ name }) => failed.includes(name));
  if (nodes.length === 0) {
    return [
      ...check.findings.flatMap((finding): Named[] => {
        const piece = pieceOfPath(scenario, finding.path);
        return piece ? [{ piece, error: `${told}\n${placed(finding)}` }] : [];
      }),
      ...differing(scenario, check).map((piece): Named => ({ piece, error: told })),
    ];
  }
  return nodes.flatMap((node): Named[] => {
    const piece = pieceOfNode(scenario, node);
    const finding = check.findings.find(({ message }) => node.message !== null && message.endsWith(node.message));
    const said = placed(finding ?? { path: null, line: null, message: node.message ?? node.status });
    return piece ? [{ piece, error: `${title}: ${node.type.replace('_', ' ')} ${node.name}: ${said}` }] : [];
  });
}

function pieceOfPath(scenario: Scenario, path: string | null): PieceName | undefined {
  return path === null ? undefined : pieceAt(scenario, path);
}

function changePiece(id: string): PieceName {
  return { step: 'generate-change', subject: id };
}

/** An incremental mart that a full refresh fills otherwise names no node. */
function differing({ marts }: Scenario, { stage, seen }: Check): PieceName[] {
  if (stage !== 'next-day') return [];
  return marts
    .filter(({ name, incremental }) => incremental && seen.includes(`${name} differs in`))
    .map(({ name }) => ({ step: 'generate-sql', subject: name }));
}

/** Tests on what is delivered are the rows' to hold, those further down the SQL's. */
function pieceOfNode(scenario: Scenario, { uniqueId, name, type }: NodeResult): PieceName | undefined {
  if (type === 'model') return pieceOf(scenario, name);
  // unit_test.{project}.{model}.{test}
  if (type === 'unit_test') return pieceOf(scenario, uniqueId.split('.')[2] ?? '');
  if (type === 'seed') {
    const source = scenario.sources.find(({ system, table }) => seedName(system, table) === name);
    return source && { step: 'generate-rows', subject: sourceId(source) };
  }
  const test = testNames(scenario).find((one) => one.name === name);
  if (!test) return undefined;
  if (test.layer === 'source') return { step: 'generate-rows', subject: test.on };
  return pieceOf(scenario, test.on);
}

/** What a model reads, without what was found sound as well. */
function readBy(scenario: Scenario, { step, subject }: PieceName, cleared: readonly PieceName[]): PieceName[] {
  if (step !== 'generate-sql') return [];
  const model = [...scenario.intermediate, ...scenario.marts].find(({ name }) => name === subject);
  return (model?.inputs ?? [])
    .flatMap((input) => pieceOf(scenario, input) ?? [])
    .filter((piece) => !cleared.some((other) => isSamePiece(other, piece)));
}

function placed({ path, line, message }: FileFinding): string {
  const where = path === null ? '' : `${path}${line === null ? '' : `:${line}`}: `;
  return `${where}${message}`;
}
