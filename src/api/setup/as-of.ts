/** The last day of a demo's data: the day before the call, else today where the person is. `YYYY-MM-DD`. */
export function asOfDay(callDate: string | undefined, timeZone: string, now: Date): string {
  if (callDate === undefined) return new Intl.DateTimeFormat('en-CA', { timeZone }).format(now);
  const day = new Date(`${callDate}T00:00:00Z`);
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
