// Just enough of ONNX's protobuf (onnx.proto, release 1.17) to write a graph that looks rows of a table up.

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

function number(field: number, value: number): Buffer {
  return Buffer.from([...varint(field * 8), ...varint(value)]);
}

function bytes(field: number, ...parts: (Buffer | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  return Buffer.concat([Buffer.from([...varint(field * 8 + 2), ...varint(content.length)]), content]);
}

const float32 = 1;
const int64 = 7;

function value(field: number, name: string, type: number, dims: readonly (string | number)[]): Buffer {
  const shape = dims.map((dim) => bytes(1, typeof dim === 'string' ? bytes(2, dim) : number(1, dim)));
  return bytes(field, bytes(1, name), bytes(2, bytes(1, number(1, type), bytes(2, ...shape))));
}

/**
 * An ONNX model that gives each token its row of a table: the shape of a sentence encoder, with numbers one can
 * compute by hand.
 *
 * @param table row-major [vocabulary, dimensions]
 */
export function lookupGraph(table: Float32Array, dimensions: number, output = 'last_hidden_state'): Buffer {
  const initializer = bytes(
    5,
    number(1, table.length / dimensions),
    number(1, dimensions),
    number(2, float32),
    bytes(8, 'table'),
    bytes(9, Buffer.from(table.buffer)),
  );
  const node = bytes(1, bytes(1, 'table'), bytes(1, 'input_ids'), bytes(2, output), bytes(4, 'Gather'));
  const inputs = ['input_ids', 'attention_mask', 'token_type_ids'].map((name) =>
    value(11, name, int64, ['batch', 'tokens']),
  );
  const graph = bytes(
    7,
    node,
    bytes(2, 'lookup'),
    initializer,
    ...inputs,
    value(12, output, float32, ['batch', 'tokens', dimensions]),
  );
  return Buffer.concat([number(1, 8), graph, bytes(8, bytes(1, ''), number(2, 17))]);
}
