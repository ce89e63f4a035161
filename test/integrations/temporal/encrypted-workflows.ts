import { ApplicationFailure } from '@temporalio/workflow';

/** Ends with its input, or fails with it when told to: for looking at what the server stores. */
export async function repeatOrFail(input: { text: string; fail: boolean }): Promise<string> {
  if (input.fail) throw ApplicationFailure.nonRetryable(`failed over ${input.text}`, 'demo-failure', input.text);
  return input.text;
}
