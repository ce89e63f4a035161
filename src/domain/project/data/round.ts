/** A number with so many decimals, at most six, by its written digits: 1.005 becomes 1.01. */
export function round(value: number, decimals: number): number {
  // Smaller ones are written with an exponent of their own.
  if (Math.abs(value) < 1e-6) return 0;
  return Number(`${Math.round(Number(`${value}e${decimals}`))}e-${decimals}`);
}
