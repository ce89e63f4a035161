import { expect, test } from 'vitest';
import { throwRefusal } from '../../../src/activities/dbt/refusal.ts';

test('a refusal of the sandbox or of the machine is a failure of the step, with what was refused', () => {
  const sandbox = "reading /srv/.env outside the job's folders is not allowed while generated code runs";
  expect(() => throwRefusal(`Runtime Error\n  ${sandbox}`)).toThrow(sandbox);
  expect(() => throwRefusal("[Errno 28] No space left on device: 'target'")).toThrow('No space left');
});

test('what is wrong with the project itself is a result', () => {
  expect(() => throwRefusal(null)).not.toThrow();
  expect(() => throwRefusal("Compilation Error: depends on a node named 'nowhere'")).not.toThrow();
});
