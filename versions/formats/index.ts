import { registryOf } from '../../src/core/registry.js';
import type { ExportFormat } from './format.js';
import { mixeval } from './mixeval.js';

/** What a release can be exported to. */
export const exportFormats = registryOf<ExportFormat>('export format', [mixeval]);
