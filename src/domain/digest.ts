import { z } from 'zod';

const sentence = 'A digest is 64 hexadecimal digits.';

/** SHA-256 of an artifact's bytes as 64 lower-case hex digits: its name in the store. */
export const digestSchema = z.string(sentence).regex(/^[0-9a-f]{64}$/, sentence);
export type Digest = z.infer<typeof digestSchema>;

/** Whether a text has the form of a digest; what has another form names nothing in the store. */
export function isDigest(text: string): boolean {
  return digestSchema.safeParse(text).success;
}
