/**
 * The last day of a demo's data, `YYYY-MM-DD`: the day before the call, else yesterday where the person is. Today is not
 * over, and orders of this evening would be seen through this morning.
 */
export function asOfDay(callDate: string | undefined, timeZone: string, now: Date): string {
  const callDay = callDate ?? new Intl.DateTimeFormat('en-CA', { timeZone }).format(now);
  const day = new Date(`${callDay}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

/** The zone if it is one, else UTC. */
export function knownTimeZone(name: string | undefined): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name || 'UTC' }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
