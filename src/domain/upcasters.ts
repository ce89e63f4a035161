import { withThingsBegun } from './build/older-builds.ts';
import type { Upcasters } from './upcast.ts';

/** Every version of a stored document that today's code no longer writes, and how it becomes the next one. */
export const upcasters: Upcasters = {
  'build/1': withThingsBegun,
};
