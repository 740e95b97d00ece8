/** Writes the parts of a protobuf message that the graph below needs (protobuf.dev, "Encoding"). */
function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
}
export const number = (field: number, value: number): number[] => [...varint(field << 3), ...varint(value)];
export const message = (field: number, ...parts: readonly number[][]): number[] => {
  const bytes = parts.flat();
  return [...varint((field << 3) | 2), ...varint(bytes.length), ...bytes];
};
export const text = (field: number, value: string): number[] =>
  message(field, [...Buffer.from(value, 'utf8')]);

const elementTypes = { float32: 1, uint8: 2, int8: 3, int32: 6 } as const;
const irVersion = 8;
const opset = 13;

/** A ValueInfoProto: a tensor whose sides are a name (any length) or a number. */
export function tensor(
  field: number,
  name: string,
  type: keyof typeof elementTypes,
  sides: readonly (string | number)[],
): number[] {
  const shape = sides.map((side) => message(1, typeof side === 'number' ? number(1, side) : text(2, side)));
  const typed = message(1, number(1, elementTypes[type]), message(2, ...shape));
  return message(field, text(1, name), message(2, typed));
}

/**
 * The ONNX graph `products = MatMulInteger(queries, rows, zero)`: inner products of every query, stored as bytes with
 * `zero` standing for 0, with every column of `rows`. Field numbers as in onnx.proto (ONNX IR version 8, operator set 13).
 */
export function productGraph(dimensions: number): Uint8Array {
  const multiply = message(
    1,
    text(1, 'queries'),
    text(1, 'rows'),
    text(1, 'zero'),
    text(2, 'products'),
    text(4, 'MatMulInteger'),
  );
  const graph = message(
    7,
    multiply,
    text(2, 'products'),
    tensor(11, 'queries', 'uint8', ['n', dimensions]),
    tensor(11, 'rows', 'int8', [dimensions, 'm']),
    tensor(11, 'zero', 'uint8', []),
    tensor(12, 'products', 'int32', ['n', 'm']),
  );
  return Uint8Array.from([number(1, irVersion), message(8, text(1, ''), number(2, opset)), graph].flat());
}
