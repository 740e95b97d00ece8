import { isAbsolute } from 'node:path';
import { exists } from '../src/core/files.js';
import { encoders } from './encoders/index.js';
import { exportFolder } from './export-folder.js';
import { hubModel, isHubName } from './hub.js';
import type { EncoderModel, ModelSearch } from './model.js';

/**
 * The model of that name: of the registry (of one that comes in several precisions, the exact one), else of the folder
 * at that path, else of the hub (`owner/model`).
 *
 * @throws MixevalError `usage` for a name that is none of them, `not-found` for one that the hub does not have
 */
export async function findModel(name: string, search: ModelSearch): Promise<EncoderModel> {
  const known = [name, `${name}/exact`].find(encoders.has);
  if (known !== undefined) return encoders.get(known).locate(search);
  const isPath = isAbsolute(name) || name.startsWith('.');
  if (isPath || (await exists(name))) return exportFolder(name);
  // A precision mistyped (`all-MiniLM-L6-v2/exat`) has the form of a name on the hub, but means none.
  const [family] = name.split('/');
  const isPrecision = encoders.names.some((other) => other.startsWith(`${family}/`));
  if (isHubName(name) && !isPrecision) return hubModel(name, search);
  return encoders.get(name).locate(search);
}
