/**
 * Keeps ONNX Runtime from reporting its use to its makers: left alone, it writes a device id into the home folder and
 * sends events. Imported before the runtime, and by the main thread before it starts threads: theirs is a copy of its
 * environment that the runtime does not see. Who has set the variable is left alone.
 */

process.env['ORT_DISABLE_TELEMETRY'] ??= '1';
