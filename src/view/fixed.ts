/**
 * A finite number with so many decimals, rounded as Go's `%.2f` does it: what lies exactly in the middle goes to the even digit (12.5 is
 * 12), where `toFixed` goes away from zero; and never with an exponent.
 */
export function fixed(value: number, digits: number): string {
  if (Math.abs(value) >= 1e21) return `${BigInt(value)}${digits === 0 ? '' : `.${'0'.repeat(digits)}`}`;
  const rounded = value.toFixed(digits);
  // With 30 digits more a double that is not the middle shows it.
  const exact = value.toFixed(digits + 30);
  if (!exact.endsWith(`5${'0'.repeat(29)}`)) return rounded;
  const cut = exact.slice(0, digits === 0 ? -31 : -30);
  return /[02468]$/.test(cut) ? cut : rounded;
}
