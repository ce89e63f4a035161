/** Digests that are easy to read in a failing test. */
export const digest = (seed: string): string => Buffer.from(seed.padEnd(32, '.')).toString('hex').slice(0, 64);
