import { DefaultLogger, Runtime } from '@temporalio/worker';
import { inject } from 'vitest';

// Workers of tests say only what went wrong. Here and not in a setup file, so that tests without Temporal load quickly.
Runtime.install({ logger: new DefaultLogger('ERROR') });

/** Address of the test run's Temporal server. Each test file takes task queues and workflow ids of its own. */
export function temporalAddress(): string {
  const address = inject('temporalAddress');
  if (address === '') throw new Error('The Temporal CLI is not set up: run the tests with npm test.');
  return address;
}

/** The workflow code, bundled once, as a worker takes it. */
export function workflowBundle(): { codePath: string } {
  const bundle = inject('workflowBundle');
  if ('failure' in bundle) throw new Error(`The workflow code cannot be bundled: ${bundle.failure}`);
  return { codePath: bundle.file };
}
