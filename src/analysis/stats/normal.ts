/**
 * The probability that a standard normal variable is below z. The error function by its series about 0 and by its continued fraction
 * beyond (Abramowitz and Stegun 7.1.6 and 7.1.14): within 1e-14 of the value, also far out, where 1 − erf would have lost it.
 */
export function normalBelow(z: number): number {
  return complementary(-z / Math.SQRT2) / 2;
}

/** The z below which a standard normal variable is with this probability, in (0, 1); by halving, to the last bit that `normalBelow` tells. */
export function normalQuantile(probability: number): number {
  let low = -40;
  let high = 40;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return middle;
    if (normalBelow(middle) < probability) low = middle;
    else high = middle;
  }
}

/** 1 − erf(x). */
function complementary(x: number): number {
  if (x < 0) return 2 - complementary(-x);
  return x < 2 ? 1 - series(x) : fraction(x);
}

function series(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > sum * 1e-18; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** From behind: 150 steps are more than enough from 2 on. */
function fraction(x: number): number {
  let tail = 0;
  for (let n = 150; n >= 1; n--) tail = n / 2 / (x + tail);
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + tail);
}
