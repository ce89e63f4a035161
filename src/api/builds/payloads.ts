import type { Client } from '@temporalio/client';
import { TimeoutFailure, TimeoutType } from '@temporalio/common';
import {
  decodeArrayFromPayloads,
  decodeOptionalFailureToOptionalError,
} from '@temporalio/common/lib/internal-non-workflow/index.js';
import type { temporal } from '@temporalio/proto';
import type { ReadPayloads } from './history-view.ts';

/** Reads payloads as this client's own messages are read. What another key encrypted counts as nothing. */
export function payloadReader(client: Client): ReadPayloads {
  return async ({ payloads }) => {
    try {
      return await decodeArrayFromPayloads(client.options.loadedDataConverter, payloads as never);
    } catch {
      return [];
    }
  };
}

/** The sentence of a failure, decrypted; where time ran out, what that says of the worker. */
export async function failureSentence(
  client: Client,
  failure: temporal.api.failure.v1.IFailure | null | undefined,
): Promise<string | undefined> {
  try {
    const error = await decodeOptionalFailureToOptionalError(client.options.loadedDataConverter, failure);
    if (error instanceof TimeoutFailure) {
      return error.timeoutType === TimeoutType.HEARTBEAT ? 'the worker went away' : 'it took longer than it may';
    }
    return error?.message;
  } catch {
    return undefined;
  }
}
