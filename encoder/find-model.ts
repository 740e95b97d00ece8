import { isAbsolute } from 'node:path';
import { exists } from '../src/core/files.js';
import { encoders } from './encoders/index.js';
import { exportFolder } from './export-folder.js';
import { hubModel, isHubName } from './hub.js';
import type { EncoderModel, ModelSearch } from './model.js';

/**
 * The model of that name: of the registry, else of the folder at that path, else of the hub (`owner/model`).
 *
 * @throws MixevalError `not-found` for a name that is none of them
 */
export async function findModel(name: string, search: ModelSearch): Promise<EncoderModel> {
  if (encoders.has(name)) return encoders.get(name).locate(search);
  const isPath = isAbsolute(name) || name.startsWith('.');
  if (isPath || (await exists(name))) return exportFolder(name);
  if (isHubName(name)) return hubModel(name, search);
  return encoders.get(name).locate(search);
}
