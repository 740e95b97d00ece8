/** ONNX Runtime as this project uses it: it reports nothing to anybody, and warnings of its own stay with it. */

import './no-telemetry.js';
import { env } from 'onnxruntime-node';

env.logLevel = 'error';

export { InferenceSession, Tensor } from 'onnxruntime-node';
