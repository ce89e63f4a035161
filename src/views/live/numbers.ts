/** Whether a metric query's value is a number. */
export function isNumber(value: string | undefined): boolean {
  return value !== undefined && value !== '' && Number.isFinite(Number(value));
}

/** A value of a metric query for reading: numbers in short, midnights as their day. */
export function readable(value: string): string {
  if (isNumber(value))
    return Number(value).toLocaleString('en', { maximumSignificantDigits: 6, maximumFractionDigits: 4 });
  return value.replace(/^(\d{4}-\d{2}-\d{2})[ T]00:00:00(\.0+)?$/, '$1');
}
