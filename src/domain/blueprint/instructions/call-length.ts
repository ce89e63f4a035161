import { fitCall, minutesOf } from '../fit-call.ts';
import { readNumber, type WishReader } from './wish.ts';

const shortest = 5;
const longest = 240;

function minutesIn(wish: string): number | undefined {
  const hours = /\b(half an|an|one|two|three|four|\d+(?:\.\d+)?)[\s-]+hours?\b/i.exec(wish)?.[1]?.toLowerCase();
  const minutes = /\b(\d+)[\s-]*(?:minutes?|mins?)\b/i.exec(wish)?.[1];
  if (hours === undefined) return minutes === undefined ? undefined : Number(minutes);
  const whole = hours === 'half an' ? 0.5 : hours === 'an' ? 1 : (readNumber(hours) ?? Number(hours));
  const half = /\bhours? and a half\b/i.test(wish) ? 0.5 : 0;
  return Math.round((whole + half) * 60) + Number(minutes ?? 0);
}

/** Reads how long the call is: `45 minutes`, `half an hour`, `an hour and a half`. */
export const readCallLength: WishReader = (wish, { scenario }) => {
  const minutes = minutesIn(wish);
  if (minutes === undefined) return undefined;
  if (minutes < shortest || minutes > longest) {
    return { kind: 'not_met', why: `A call has ${shortest} to ${longest} minutes.` };
  }
  const flow = fitCall(scenario.talk_track.flow, minutes);
  if (minutesOf(flow) !== minutes) {
    return { kind: 'not_met', why: `There is talk for ${minutesOf(flow)} minutes at most.` };
  }
  return {
    kind: 'done',
    scenario: { ...scenario, talk_track: { ...scenario.talk_track, flow } },
    sections: ['talk_track'],
  };
};
