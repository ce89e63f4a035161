import type { Scenario } from '../scenario.ts';
import type { Problem } from './problem.ts';

/** The flow of the talk track fits the call, where its length is known. */
export function checkTalkTrack({ talk_track: { flow } }: Scenario, callMinutes: number | undefined): Problem[] {
  const minutes = flow.reduce((sum, section) => sum + section.minutes, 0);
  if (callMinutes === undefined || minutes <= callMinutes) return [];
  return [
    {
      path: 'talk_track.flow',
      message: `The talk track takes ${minutes} minutes, and the call has ${callMinutes}.`,
    },
  ];
}
