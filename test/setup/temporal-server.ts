import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { loadConfig, root } from '../../src/config.ts';
import { type DevServer, startDevServer } from '../../src/integrations/temporal/dev-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The one Temporal dev server of this test run; '' where the Temporal CLI is not set up. Read it by `temporal.ts`. */
    temporalAddress: string;
    /** File of the bundled workflow code, or why there is none. */
    workflowBundle: { file: string } | { failure: string };
  }
}

/** Starts one Temporal server and bundles the workflow code once, for all test files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'demo-foundry-test-'));
  const { cli } = loadConfig().temporal;
  const [server, bundle] = await Promise.all([
    existsSync(cli) ? startServer(cli) : undefined,
    bundleWorkflows(join(folder, 'workflows.js')).then(
      (file) => ({ file }),
      // Told to the tests that need it; the others run.
      (error: unknown) => ({ failure: String(error) }),
    ),
  ]);
  project.provide('temporalAddress', server?.address ?? '');
  project.provide('workflowBundle', bundle);
  return async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

function startServer(cli: string): Promise<DevServer> {
  return startDevServer({
    cli,
    host: '127.0.0.1',
    port: 0,
    uiPort: 0,
    namespace: 'default',
    retentionDays: 1,
    searchAttributes: ['DemoPhase', 'DemoStatus', 'DemoOwner', 'DemoTarget'],
  });
}

async function bundleWorkflows(file: string): Promise<string> {
  // Loaded here, as they take a while and only this needs them.
  const [{ bundleWorkflowCode, DefaultLogger }, { failureConverterPath }] = await Promise.all([
    import('@temporalio/worker'),
    import('../../src/integrations/temporal/data-converter.ts'),
  ]);
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(root, 'src/workflows/index.ts'),
    failureConverterPath,
    logger: new DefaultLogger('ERROR'),
  });
  await writeFile(file, code);
  return file;
}
