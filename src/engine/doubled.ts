/** A copy of an array with as many places again behind it. */
export function doubled<Numbers extends Float64Array | Int32Array>(array: Numbers, type: new (length: number) => Numbers): Numbers {
  const copy = new type(array.length * 2);
  copy.set(array);
  return copy;
}
