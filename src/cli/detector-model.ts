import type { DetectorModel } from '../../corpus/index.js';
import type { CliContext } from './context.js';
import { paceOf, type RunFlags } from './run-options.js';
import { createSubjects } from './subjects.js';

/** The flags that say which model sorts what is mined, and how it is asked. */
export interface DetectorModelFlags
  extends Pick<RunFlags, 'baseUrl' | 'apiKeyEnv' | 'timeout' | 'concurrency' | 'rpm' | 'tpm' | 'maxCostUsd'> {
  readonly model?: string | undefined;
}

interface OpenOptions extends DetectorModelFlags {
  /** Whether its key may be missing until it is asked: where nothing is new, or nothing is to be asked, it never is. */
  readonly keyLater: boolean;
}

/** Opens the model that the flags name, if they name one, hands it on, and closes it. */
export async function withDetectorModel<T>(
  context: CliContext,
  { model: name, baseUrl, apiKeyEnv, keyLater, ...flags }: OpenOptions,
  work: (model: DetectorModel | undefined) => Promise<T>,
): Promise<T> {
  if (name === undefined) return work(undefined);
  const { openDetectorModel } = await import('../../eval/index.js');
  const settings = await context.settings();
  const subjects = await createSubjects(context);
  try {
    const model = openDetectorModel(
      {
        subject: await subjects.open(name, {
          keyLater,
          ...(baseUrl === undefined ? {} : { baseUrl }),
          ...(apiKeyEnv === undefined ? {} : { apiKeyEnv }),
        }),
        ...paceOf(flags, settings),
      },
      context.task,
    );
    try {
      return await work(model);
    } finally {
      model.close();
    }
  } finally {
    await subjects.close();
  }
}
