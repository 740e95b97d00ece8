/** The rows at the given places of a row-major matrix, in that order. */
export function takeRows(
  matrix: Float32Array,
  dimensions: number,
  places: readonly number[],
): Float32Array<ArrayBuffer> {
  const taken = new Float32Array(places.length * dimensions);
  places.forEach((place, row) => {
    taken.set(matrix.subarray(place * dimensions, (place + 1) * dimensions), row * dimensions);
  });
  return taken;
}
