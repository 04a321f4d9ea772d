/**
 * Natural logarithm and exponential of sums, products and quotients alone. `Math.log` and `Math.exp` may differ in the
 * last bit from one browser to the next; these do not, so that a seed gives one run everywhere. Within a few units in
 * the last place of the true value.
 */

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
// Which of the two words holds sign and exponent depends on the machine's byte order.
double[0] = 1;
const HIGH = words[1] === 0 ? 0 : 1;

/** 2 to the power of -exponent, at the place by which a number's bits name that exponent: 1023 above it. */
const SCALES = new Float64Array(2048);
SCALES[1023] = 1;
for (let place = 1022; place >= 0; place--) SCALES[place] = SCALES[place + 1]! * 2;
for (let place = 1024; place < 2048; place++) SCALES[place] = SCALES[place - 1]! / 2;
/** What lifts the high word of a mantissa above √2 into the next exponent. */
const ABOVE_ROOT = 0x100000 - 0x6a09f;

/** Natural logarithm of a positive, normal number. */
export function logarithm(x: number): number {
  double[0] = x;
  const place = (words[HIGH]! + ABOVE_ROOT) >>> 20;
  // Between √½ and √2, and exact. To write the exponent's bits instead and read the double again is to wait for memory.
  const mantissa = x * SCALES[place]!;
  // log m = 2 artanh((m - 1) / (m + 1)); with |s| < 0.172 twelve terms are exact to the last place.
  const s = (mantissa - 1) / (mantissa + 1);
  const q = s * s;
  const r = q * q;
  // Even and odd terms apart: two short chains of operations instead of a long one.
  const even = 1 + r * (1 / 5 + r * (1 / 9 + r * (1 / 13 + r * (1 / 17 + r * (1 / 21)))));
  const odd = 1 / 3 + r * (1 / 7 + r * (1 / 11 + r * (1 / 15 + r * (1 / 19 + r * (1 / 23)))));
  return (place - 1023) * Math.LN2 + 2 * s * (even + q * odd);
}

/** e to the power of x, for |x| below 700. */
export function exponential(x: number): number {
  const power = Math.floor(x / Math.LN2 + 0.5);
  const r = x - power * Math.LN2;
  let term = 1;
  let sum = 1;
  for (let n = 1; n <= 14; n++) {
    term *= r / n;
    sum += term;
  }
  double[0] = 1;
  words[HIGH] = (power + 1023) << 20;
  return sum * double[0];
}
