import type { Payload, PayloadCodec } from '@temporalio/common';
import { z } from 'zod';
import { PayloadError } from './codec-errors.ts';

/** A payload as protobuf's JSON spells it: all bytes in base64. */
const jsonPayload = z.object({
  metadata: z.record(z.string(), z.base64()).default({}),
  data: z.base64().default(''),
});

const codecRequest = z.object({ payloads: z.array(jsonPayload).max(10_000).default([]) });

/** What a codec endpoint takes and gives: `{"payloads": [{"metadata": {…}, "data": "…"}]}`. */
export interface CodecBody {
  readonly payloads: readonly z.output<typeof jsonPayload>[];
}

/**
 * Answers `POST …/decode` of Temporal Web and the Temporal CLI.
 *
 * @param body the parsed JSON of the request
 * @throws PayloadError `codec-request` for another body, else as the codec does; both are the asker's fault (400)
 */
export function decodeBody(codec: PayloadCodec, body: unknown): Promise<CodecBody> {
  return answer(body, (payloads) => codec.decode(payloads));
}

/** Answers `POST …/encode`, by which Temporal Web and the CLI send signals and updates. Throws as `decodeBody` does. */
export function encodeBody(codec: PayloadCodec, body: unknown): Promise<CodecBody> {
  return answer(body, (payloads) => codec.encode(payloads));
}

async function answer(body: unknown, work: (payloads: Payload[]) => Promise<Payload[]>): Promise<CodecBody> {
  const request = codecRequest.safeParse(body);
  if (!request.success) {
    throw new PayloadError('codec-request', 'Send {"payloads": […]} with metadata and data in base64.', {
      cause: request.error,
    });
  }
  return { payloads: (await work(request.data.payloads.map(fromJson))).map(toJson) };
}

function fromJson({ metadata, data }: z.output<typeof jsonPayload>): Payload {
  const entries = Object.entries(metadata).map(([name, value]) => [name, Buffer.from(value, 'base64')] as const);
  return { metadata: Object.fromEntries(entries), data: Buffer.from(data, 'base64') };
}

function toJson({ metadata, data }: Payload): z.output<typeof jsonPayload> {
  const entries = Object.entries(metadata ?? {}).map(([name, value]) => [name, base64(value)] as const);
  return { metadata: Object.fromEntries(entries), data: base64(data) };
}

function base64(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('base64');
}
