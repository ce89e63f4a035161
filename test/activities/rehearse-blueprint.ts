import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { PlanInput } from '../../src/activities/contract.ts';
import type { Dependencies } from '../../src/activities/dependencies.ts';
import { rehearse } from '../../src/activities/rehearsal/rehearse.ts';
import { draftScenario } from '../../src/activities/steps/draft-scenario.ts';
import { generatePiece } from '../../src/activities/steps/generate-piece.ts';
import { planPieces } from '../../src/activities/steps/plan-pieces.ts';
import { renderProjectStep } from '../../src/activities/steps/render-project.ts';
import { root } from '../../src/config.ts';
import { type BriefInput, briefSchema } from '../../src/domain/brief/brief.ts';
import type { Overlay } from '../../src/domain/project/snapshot.ts';
import { type RehearsalReport, rehearsalReportSchema } from '../../src/domain/rehearsal/report.ts';
import { createBuiltinProvider } from '../../src/integrations/ai/builtin/provider.ts';
import { fileArtifactStore } from '../../src/integrations/artifacts/file-store.ts';
import { getJson, putJson } from '../../src/integrations/artifacts/json.ts';
import { fileStepResults } from '../../src/integrations/artifacts/step-results.ts';
import { createDbtRunner } from '../../src/integrations/dbt/runner.ts';
import { readDbtSchemas } from '../../src/integrations/dbt/schemas.ts';
import { readTemplate } from '../../src/integrations/template/read.ts';
import { dbtHome, dbtPython } from '../setup/dbt.ts';

/** What the pure steps and the rehearsal need, on a folder of its own. */
export type StepBench = Pick<
  Dependencies,
  'logger' | 'artifacts' | 'stepResults' | 'provider' | 'template' | 'dbt' | 'dbtSchemas' | 'codeVersion' | 'workFolder'
>;

export interface OpenBench {
  readonly deps: Dependencies;
  readonly folder: string;
  close(): Promise<void>;
}

/** Real parts for the steps up to the rehearsal; what is not there is not called by them. */
export async function openBench(): Promise<OpenBench> {
  const folder = await mkdtemp(join(tmpdir(), 'foundry-steps-'));
  const artifacts = fileArtifactStore(join(folder, 'artifacts'));
  const logger = pino({ level: 'silent' });
  const dbt = createDbtRunner({ python: dbtPython(), home: dbtHome, concurrency: 2, logger });
  const bench: StepBench = {
    logger,
    artifacts,
    stepResults: fileStepResults(join(folder, 'artifacts'), artifacts),
    provider: await createBuiltinProvider(join(root, 'blueprints')),
    template: await readTemplate(join(root, 'template')),
    dbt,
    dbtSchemas: await readDbtSchemas(dbtPython()),
    codeVersion: 'test',
    workFolder: join(folder, 'work'),
  };
  return {
    // The steps that these tests call read nothing else.
    deps: bench as Dependencies,
    folder,
    async close() {
      await dbt.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const context = { signal: new AbortController().signal, progress: () => {} };

/** Plans and makes all pieces, each after those that it follows, and gives their digests. */
export async function generateAll(deps: Dependencies, input: PlanInput): Promise<string[]> {
  const { brief, scenario, asOf } = input;
  const made = new Map<string, Promise<string>>();
  for (const { follows, ...piece } of (await planPieces(deps)(input)).pieces) {
    const make = async () => {
      const after = await Promise.all(follows.flatMap((key) => made.get(key) ?? []));
      const again = input.takes?.find(({ subject }) => subject === piece.subject);
      const wish = again === undefined ? {} : { again };
      return (await generatePiece(deps)({ brief, scenario, asOf, ...piece, after, ...wish }, context)).piece;
    };
    made.set(piece.key, piece.piece === undefined ? make() : Promise.resolve(piece.piece));
  }
  return Promise.all(made.values());
}

/** Takes a brief through drafting, generating, rendering and rehearsing. */
export async function rehearseBrief(
  deps: Dependencies,
  input: BriefInput,
  asOf: string,
  overlays: readonly Overlay[] = [],
): Promise<{ report: RehearsalReport; project: string }> {
  const brief = await putJson(deps.artifacts, briefSchema.parse(input));
  const drafted = await draftScenario(deps)({ brief, take: 0 }, context);
  if (!('scenario' in drafted)) throw new Error('the draft does not hold together');
  const { scenario } = drafted;
  const pieces = await generateAll(deps, { brief, scenario, asOf });
  const { project } = await renderProjectStep(deps)({
    buildId: 'btest0000000',
    company: input.company,
    warehouse: input.warehouse ?? 'snowflake',
    brief,
    scenario,
    pieces,
    asOf,
    ...(overlays.length === 0 ? {} : { overlays: await putJson(deps.artifacts, { schema: 'overlays/1', overlays }) }),
  });
  const { rehearsal } = await rehearse(deps)({ project }, context);
  return { report: await getJson(deps.artifacts, rehearsalReportSchema, rehearsal.report), project };
}
