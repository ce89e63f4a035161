import type { TalkSection } from '../scenario/demonstration.ts';

const fewest = 2;
const longest = 60;

/** The minutes of a talk track's flow. */
export function minutesOf(flow: readonly TalkSection[]): number {
  return flow.reduce((sum, { minutes }) => sum + minutes, 0);
}

/**
 * The sections of a call of so many minutes: each keeps its share, and together they last exactly as long as the call.
 * A call that is shorter than its sections are many loses the shortest ones, the last of those first.
 */
export function fitCall(flow: readonly TalkSection[], callMinutes: number): TalkSection[] {
  const kept = [...flow];
  while (kept.length > Math.max(fewest, callMinutes)) {
    const shortest = Math.min(...kept.map(({ minutes }) => minutes));
    kept.splice(
      kept.findLastIndex(({ minutes }) => minutes === shortest),
      1,
    );
  }
  const total = minutesOf(kept);
  const wanted = Math.min(callMinutes, kept.length * longest);
  const shares = kept.map((section) => (section.minutes * wanted) / total);
  const minutes = shares.map((share) => Math.min(longest, Math.max(1, Math.floor(share))));
  for (let left = wanted - minutes.reduce((sum, each) => sum + each, 0); left !== 0; left -= Math.sign(left)) {
    // The section that is furthest from its share gives or takes one minute.
    const gaps = minutes.map((each, index) => {
      const movable = left > 0 ? each < longest : each > 1;
      return movable ? ((shares[index] ?? 0) - each) * Math.sign(left) : Number.NEGATIVE_INFINITY;
    });
    const index = gaps.indexOf(Math.max(...gaps));
    minutes[index] = (minutes[index] ?? 0) + Math.sign(left);
  }
  return kept.map((section, index) => ({ ...section, minutes: minutes[index] ?? 1 }));
}
