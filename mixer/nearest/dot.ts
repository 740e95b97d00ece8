/**
 * Inner product of one row of `a` and one row of `b`, both row-major Float32 of `dimensions` columns, summed in
 * Float64 in one fixed order: the same two vectors give the same bits wherever they lie.
 */
export function dot(
  a: Float32Array,
  rowOfA: number,
  b: Float32Array,
  rowOfB: number,
  dimensions: number,
): number {
  const startA = rowOfA * dimensions;
  const startB = rowOfB * dimensions;
  let even = 0;
  let odd = 0;
  let index = 0;
  for (; index + 1 < dimensions; index += 2) {
    even += (a[startA + index] ?? 0) * (b[startB + index] ?? 0);
    odd += (a[startA + index + 1] ?? 0) * (b[startB + index + 1] ?? 0);
  }
  if (index < dimensions) even += (a[startA + index] ?? 0) * (b[startB + index] ?? 0);
  return even + odd;
}
