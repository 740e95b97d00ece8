/** Writes the parts of a protobuf message that the graph below needs (protobuf.dev, "Encoding"). */
function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
}
const number = (field: number, value: number): number[] => [...varint(field << 3), ...varint(value)];
const message = (field: number, ...parts: readonly number[][]): number[] => {
  const bytes = parts.flat();
  return [...varint((field << 3) | 2), ...varint(bytes.length), ...bytes];
};
const text = (field: number, value: string): number[] => message(field, [...Buffer.from(value, 'utf8')]);

const float32 = 1;
const attributeTypeInt = 2;
const irVersion = 8;
const opset = 13;

/** A ValueInfoProto: a Float32 matrix whose sides are a name (any length) or a number. */
function matrix(field: number, name: string, sides: readonly (string | number)[]): number[] {
  const shape = sides.map((side) => message(1, typeof side === 'number' ? number(1, side) : text(2, side)));
  return message(field, text(1, name), message(2, message(1, number(1, float32), message(2, ...shape))));
}

/**
 * The ONNX graph `products = Gemm(queries, rows, transB = 1)`: inner products of every query with every row.
 * Field numbers as in onnx.proto (ONNX IR version 8, operator set 13).
 */
export function productGraph(dimensions: number): Uint8Array {
  const transposeRows = message(5, text(1, 'transB'), number(3, 1), number(20, attributeTypeInt));
  const gemm = message(
    1,
    text(1, 'queries'),
    text(1, 'rows'),
    text(2, 'products'),
    text(4, 'Gemm'),
    transposeRows,
  );
  const graph = message(
    7,
    gemm,
    text(2, 'products'),
    matrix(11, 'queries', ['n', dimensions]),
    matrix(11, 'rows', ['m', dimensions]),
    matrix(12, 'products', ['n', 'm']),
  );
  return Uint8Array.from([number(1, irVersion), message(8, text(1, ''), number(2, opset)), graph].flat());
}
