/** A linear predictor of standardised features. */
export interface Ridge {
  predict(features: Float64Array): number;
}

/** Solves A x = b for a symmetric positive definite A, row-major, by Cholesky decomposition. */
function solvePositiveDefinite(matrix: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  const lower = new Float64Array(n * n);
  const at = (row: number, column: number): number => lower[row * n + column] ?? 0;
  for (let row = 0; row < n; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row * n + column] ?? 0;
      for (let k = 0; k < column; k += 1) sum -= at(row, k) * at(column, k);
      lower[row * n + column] = row === column ? Math.sqrt(sum) : sum / at(column, column);
    }
  }
  const solution = right.slice();
  for (let row = 0; row < n; row += 1) {
    let sum = solution[row] ?? 0;
    for (let k = 0; k < row; k += 1) sum -= at(row, k) * (solution[k] ?? 0);
    solution[row] = sum / at(row, row);
  }
  for (let row = n - 1; row >= 0; row -= 1) {
    let sum = solution[row] ?? 0;
    for (let k = row + 1; k < n; k += 1) sum -= at(k, row) * (solution[k] ?? 0);
    solution[row] = sum / at(row, row);
  }
  return solution;
}

/**
 * Ridge regression (Hoerl and Kennard 1970): least squares of y on the standardised features, plus `penalty` times
 * the squares of their coefficients; the intercept goes free. A constant feature gets no weight.
 *
 * @param x features of each example, all of one length
 * @param penalty above 0
 */
export function fitRidge(x: readonly Float64Array[], y: readonly number[], penalty: number): Ridge {
  const width = x[0]?.length ?? 0;
  const count = Math.max(1, x.length);
  const columns = Float64Array.from({ length: width }, (_, column) => column);
  const means = columns.map((column) => x.reduce((sum, row) => sum + (row[column] ?? 0), 0) / count);
  const scales = columns.map((column) => {
    const mean = means[column] ?? 0;
    const variance = x.reduce((sum, row) => sum + ((row[column] ?? 0) - mean) ** 2, 0) / count;
    return variance > 1e-18 ? Math.sqrt(variance) : Number.POSITIVE_INFINITY;
  });
  const standardised = (features: Float64Array): Float64Array =>
    features.map((value, column) => (value - (means[column] ?? 0)) / (scales[column] ?? 1));
  const intercept = y.reduce((sum, value) => sum + value, 0) / count;
  const products = new Float64Array(width * width);
  const right = new Float64Array(width);
  x.forEach((features, example) => {
    const row = standardised(features);
    const fromMean = (y[example] ?? 0) - intercept;
    row.forEach((value, i) => {
      right[i] = (right[i] ?? 0) + value * fromMean;
      row.forEach((other, j) => {
        products[i * width + j] = (products[i * width + j] ?? 0) + value * other;
      });
    });
  });
  for (let i = 0; i < width; i += 1) products[i * width + i] = (products[i * width + i] ?? 0) + penalty;
  const coefficients = solvePositiveDefinite(products, right);
  return {
    predict: (features) =>
      standardised(features).reduce((sum, value, i) => sum + value * (coefficients[i] ?? 0), intercept),
  };
}
