import type { ActivityName } from '../domain/build/step-sources.ts';
import { urgentRunner } from '../integrations/dbt/urgent-runner.ts';
import { asStep } from './as-step.ts';
import type { Activities, DbtActivities, RecordActivities } from './contract.ts';
import type { Dependencies } from './dependencies.ts';
import { forgetKeys } from './forget-keys.ts';
import { dbtCommand } from './jobs/dbt-command.ts';
import { finishRun } from './jobs/finish-run.ts';
import { prepareRun } from './jobs/prepare-run.ts';
import { removeLeftInfrastructure } from './leftovers/cloud-leftovers.ts';
import type { LeftoverActivities } from './leftovers/contract.ts';
import { findLeftovers } from './leftovers/find-leftovers.ts';
import { withLedger } from './model-ledger.ts';
import { tellingPrompts } from './prompts-used.ts';
import { recordBuild } from './record-build.ts';
import { rehearse } from './rehearsal/rehearse.ts';
import { checkBrief } from './steps/check-brief.ts';
import { createEnvironments } from './steps/create-environments.ts';
import { createSchedule } from './steps/create-schedule.ts';
import { deleteSchedule } from './steps/delete-schedule.ts';
import { draftScenario, outlineScenario } from './steps/draft-scenario.ts';
import { findFaults } from './steps/find-faults.ts';
import { generatePiece } from './steps/generate-piece.ts';
import { planPieces } from './steps/plan-pieces.ts';
import { proveWarehouse } from './steps/prove-warehouse.ts';
import { publishRepository } from './steps/publish-repository.ts';
import { releaseArtifacts } from './steps/release-artifacts.ts';
import { removeEnvironments } from './steps/remove-environments.ts';
import { renderProjectStep } from './steps/render-project.ts';
import { repairPiece } from './steps/repair-piece.ts';
import { retireRepository } from './steps/retire-repository.ts';
import { withProvider } from './with-provider.ts';

/** Every activity is told of in `stepOfActivity`; one that is not does not compile. */
type ToldOf = Partial<Record<ActivityName, unknown>>;

/** The steps of a build, for the worker's main queue. */
export function createActivities(deps: Dependencies): Activities & LeftoverActivities & RecordActivities {
  const { logger } = deps;
  return {
    checkBrief: asStep(logger, 'check-brief', checkBrief(deps)),
    draftScenario: asStep(logger, 'draft-scenario', withLedger(deps, withProvider(deps, draftScenario))),
    outlineScenario: asStep(logger, 'outline-scenario', outlineScenario(deps)),
    planPieces: asStep(logger, 'plan-pieces', withProvider(deps, planPieces)),
    generatePiece: asStep(
      logger,
      'generate-piece',
      withLedger(deps, withProvider(deps, tellingPrompts(generatePiece))),
    ),
    renderProject: asStep(logger, 'render-project', renderProjectStep(deps)),
    findFaults: asStep(logger, 'find-faults', findFaults(deps)),
    repairPiece: asStep(logger, 'repair-piece', withLedger(deps, withProvider(deps, tellingPrompts(repairPiece)))),
    publishRepository: asStep(logger, 'publish-repository', publishRepository(deps)),
    createEnvironments: asStep(logger, 'create-environments', createEnvironments(deps)),
    createSchedule: asStep(logger, 'create-schedule', createSchedule(deps)),
    deleteSchedule: asStep(logger, 'delete-schedule', deleteSchedule(deps)),
    removeEnvironments: asStep(logger, 'remove-environments', removeEnvironments(deps)),
    retireRepository: asStep(logger, 'retire-repository', retireRepository(deps)),
    forgetKeys: asStep(logger, 'forget-keys', forgetKeys(deps)),
    releaseArtifacts: asStep(logger, 'release-artifacts', releaseArtifacts(deps)),
    findLeftovers: asStep(logger, 'find-leftovers', findLeftovers(deps)),
    removeLeftInfrastructure: asStep(logger, 'remove-left-infrastructure', removeLeftInfrastructure(deps)),
    recordBuild: recordBuild(deps),
  } satisfies ToldOf;
}

/** The steps that run dbt, for the queue that is sized by cores. */
export function createDbtActivities(deps: Dependencies): DbtActivities {
  const { logger } = deps;
  // On a live page somebody waits, and in a call their customer does.
  const live = { ...deps, dbt: urgentRunner(deps.dbt) };
  return {
    rehearse: asStep(logger, 'rehearse', rehearse(deps)),
    proveWarehouse: asStep(logger, 'prove-warehouse', proveWarehouse(deps)),
    prepareRun: asStep(logger, 'prepare-run', prepareRun(live)),
    runDbtCommand: asStep(logger, 'dbt-command', dbtCommand(live)),
    finishRun: asStep(logger, 'finish-run', finishRun(live)),
  } satisfies ToldOf;
}
