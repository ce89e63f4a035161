import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import { encryptionCodec } from './codec.ts';
import type { PayloadKeys } from './payload-key.ts';

/** The failure converter's file; a workflow bundle is made with the same path. */
export const failureConverterPath = fileURLToPath(new URL('./failure-converter.ts', import.meta.url));

/** How payloads and failures are written: the same for every client and worker. */
export function encryptingDataConverter(keys: PayloadKeys): DataConverter {
  return { payloadCodecs: [encryptionCodec(keys)], failureConverterPath };
}
