import { z } from 'zod';
import type { Preview } from '../../domain/build/plan-preview.ts';
import type { Diagnostic } from './events.ts';
import { explain, soFar } from './explain.ts';
import { planDocument } from './plan-document.ts';
import { previewOf } from './preview.ts';
import { applyProgress, percentOf } from './progress.ts';
import { fillProviderMirror } from './provider-mirror.ts';
import type { TerraformRequest } from './request.ts';
import {
  askTerraform,
  type CommandEnd,
  refuseIfCancelled,
  runTerraform,
  type TerraformPlace,
} from './run-terraform.ts';
import { scrubber } from './scrub.ts';
import { TerraformError } from './terraform-error.ts';
import { openWorkingFolder } from './working-folder.ts';

/** A run that outlived its worker ends within a request's time; wait for it rather than fail. */
const lockPatience = '-lock-timeout=90s';
const planFile = 'plan.tfplan';
/** What is gone may hide other things that are; each round finds more of them. */
const mostRounds = 10;

/** What was planned, and what was said meanwhile. */
export interface Planned {
  readonly preview: Preview;
  readonly diagnostics: readonly Diagnostic[];
  /** What the API no longer shows, and was taken out of the state for this plan. */
  readonly gone: readonly string[];
}

export interface PlanOptions {
  /** Plan to remove everything. */
  readonly destroy?: boolean;
  /** Plan without what the API no longer shows, instead of failing with `terraform-gone`. */
  readonly withoutGone?: boolean;
}

/** The verbs of one run in its working folder. */
export interface Session {
  plan(options?: PlanOptions): Promise<Planned>;
  /** Carries out what was planned last. */
  apply(planned: Planned): Promise<void>;
  /** Takes addresses out of the state, without touching what they stand for. Those that are not in it are passed over. */
  forget(addresses: readonly string[]): Promise<void>;
  outputs<Outputs>(shape: z.ZodType<Outputs>): Promise<Outputs>;
  /** Drops what this session did to the state. */
  discard(): void;
}

/**
 * Lays out the working folder, prepares the module in it, and hands it to `work`. However that ends, the state is stored
 * and the folder removed.
 * @throws {TerraformError}
 */
export async function withSession<Result>(
  request: TerraformRequest,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const { terraform, module, variables, mirror, adopt = [], signal, progress } = request;
  refuseIfCancelled(signal);
  progress({ percent: percentOf.config, line: `Terraform ${terraform.version} is ready` });
  if (mirror !== undefined) {
    const onDownload = () =>
      progress({ percent: percentOf.config, line: 'Fetching the dbt Cloud provider, which is done once' });
    await fillProviderMirror({ terraform, module, folder: mirror, signal, environment: proxies(), onDownload });
  }
  progress({ percent: percentOf.files, line: 'Writing the configuration' });
  const folder = await openWorkingFolder(
    request.folder,
    { module, variables, adoptions: adopt, mirror },
    request.state,
  );
  let discarded = false;
  const result = await attempt(async () => {
    const session = sessionIn(request, folder.path, folder.settings);
    await session.prepare();
    return work({
      ...session,
      discard: () => {
        discarded = true;
      },
    });
  });
  await folder.close({ discard: discarded });
  if ('error' in result) throw result.error;
  return result.value;
}

type OpenSession = Omit<Session, 'discard'> & { prepare(): Promise<void> };

function sessionIn(request: TerraformRequest, folder: string, settings: string): OpenSession {
  const { terraform, signal, progress, secrets = {} } = request;
  const scrub = scrubber(Object.values(secrets));
  const environment = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    TF_CLI_CONFIG_FILE: settings,
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
    CHECKPOINT_DISABLE: '1',
    ...proxies(),
    ...request.environment,
    ...secrets,
  };
  const place: TerraformPlace = { terraform, folder, environment, signal };

  async function run(
    command: string,
    args: readonly string[],
    onEvent?: Parameters<typeof runTerraform>[3],
  ): Promise<CommandEnd> {
    const end = await runTerraform(place, command, args, onEvent);
    refuseIfCancelled(signal, soFar(end));
    if (end.code !== 0) throw explain(end, command, scrub);
    return end;
  }

  async function ask(args: readonly string[]): Promise<unknown> {
    const { code, stdout, stderr } = await askTerraform(place, args);
    refuseIfCancelled(signal);
    if (code !== 0) {
      throw explain({ code, events: [], diagnostics: diagnosticsIn(stdout), words: stderr }, args[0] ?? '', scrub);
    }
    return JSON.parse(stdout || 'null');
  }

  async function forget(addresses: readonly string[]): Promise<void> {
    for (const address of addresses) {
      const { code, stderr } = await askTerraform(place, ['state', 'rm', '-no-color', lockPatience, address]);
      refuseIfCancelled(signal);
      if (code === 0 || /no matching objects|invalid target address|no state file/i.test(stderr)) continue;
      throw explain({ code, events: [], diagnostics: [], words: stderr }, 'state rm', scrub);
    }
  }

  return {
    async prepare() {
      progress({ percent: percentOf.init, line: 'Preparing the dbt Cloud provider' });
      await run('init', ['-json', '-input=false', '-no-color']);
      progress({ percent: percentOf.validate, line: 'Checking the configuration' });
      await ask(['validate', '-json']);
    },

    async plan({ destroy = false, withoutGone = false } = {}) {
      progress({ percent: percentOf.plan, line: 'Comparing with what dbt Cloud has' });
      const args = ['-json', '-input=false', lockPatience, `-out=${planFile}`, ...(destroy ? ['-destroy'] : [])];
      const gone: string[] = [];
      for (let round = 1; ; round++) {
        try {
          const { diagnostics } = await run('plan', args);
          const document = planDocument.parse(await ask(['show', '-json', planFile]));
          return { preview: previewOf(document, Object.values(secrets)), diagnostics, gone: gone.sort() };
        } catch (error) {
          if (!(withoutGone && round < mostRounds && isGone(error))) throw error;
          await forget(error.run.gone);
          gone.push(...error.run.gone);
        }
      }
    },

    async apply({ preview }) {
      const total = preview.items.length;
      const line = total === 0 ? 'Nothing to change' : `${total} ${total === 1 ? 'change' : 'changes'} to make`;
      progress({ percent: percentOf.apply, line });
      const args = ['-json', '-input=false', lockPatience, planFile];
      await run('apply', args, applyProgress(total, progress));
    },

    forget,

    async outputs(shape) {
      progress({ percent: percentOf.outputs, line: 'Reading what was made' });
      const parsed = outputDocument.parse(await ask(['output', '-json']));
      const values = Object.fromEntries(Object.entries(parsed).map(([name, { value }]) => [name, value]));
      const outputs = shape.safeParse(values);
      if (outputs.success) return outputs.data;
      const wrong = outputs.error.issues.map(({ path }) => path.join('.')).join(', ');
      throw new TerraformError('terraform-failed', `Terraform’s outputs are not what the module promises: ${wrong}.`);
    },
  };
}

function isGone(error: unknown): error is TerraformError {
  return error instanceof TerraformError && error.code === 'terraform-gone';
}

const outputDocument = z.record(z.string(), z.object({ value: z.unknown().optional() }));

/** `validate -json` says what is wrong inside its document. */
function diagnosticsIn(stdout: string): Diagnostic[] {
  const document = z.object({
    diagnostics: z.array(
      z.object({ severity: z.enum(['error', 'warning']), summary: z.string(), detail: z.string().default('') }),
    ),
  });
  try {
    return document.parse(JSON.parse(stdout)).diagnostics;
  } catch {
    return [];
  }
}

/** Companies reach the outside through these, and the provider follows them as well. */
function proxies(): Record<string, string> {
  const names = [
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'NO_PROXY',
    'http_proxy',
    'https_proxy',
    'no_proxy',
    'SSL_CERT_FILE',
    'SSL_CERT_DIR',
  ];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

async function attempt<Value>(work: () => Promise<Value>): Promise<{ value: Value } | { error: unknown }> {
  try {
    return { value: await work() };
  } catch (error) {
    return { error };
  }
}
