import type { ErrorCode } from './error-codes.js';

/** The `code` of a Node.js system error (`ENOSPC`, ...), or undefined for anything else. */
export function systemCode(error: unknown): string | undefined {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return undefined;
}

/** What a system error comes to for a user. */
export interface SystemFailure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly next: string;
}

const permission = 'Check the owner and the mode of that path, or choose another with --workspace.';
const goesOn = 'run the same command again: it goes on where it stopped.';

/** `at` is the path in quotation marks, or words for a path that the system does not name. */
const failures: Readonly<Record<string, { code: ErrorCode; message: (at: string) => string; next: string }>> =
  {
    ENOENT: {
      code: 'not-found',
      message: (at) => `There is no file or folder at ${at}.`,
      next: 'Check the path.',
    },
    ENOTDIR: {
      code: 'not-found',
      message: (at) => `There is nothing at ${at}: a part of that path is a file, not a folder.`,
      next: 'Check the path.',
    },
    EISDIR: {
      code: 'usage',
      message: (at) => `There is a folder at ${at}, where a file is needed.`,
      next: 'Name a file.',
    },
    EEXIST: {
      code: 'exists',
      message: (at) => `There is something at ${at} already.`,
      next: 'Name another place.',
    },
    ENOTEMPTY: {
      code: 'exists',
      message: (at) => `The folder at ${at} is not empty.`,
      next: 'Name another place.',
    },
    ENAMETOOLONG: {
      code: 'usage',
      message: (at) => `The name of ${at} is too long.`,
      next: 'Choose a shorter one.',
    },
    ELOOP: {
      code: 'not-found',
      message: (at) => `The links at ${at} lead round in a circle.`,
      next: 'Check the path.',
    },
    EACCES: { code: 'permission', message: (at) => `You have no permission for ${at}.`, next: permission },
    EPERM: {
      code: 'permission',
      message: (at) => `The system does not allow this at ${at}.`,
      next: permission,
    },
    EROFS: {
      code: 'permission',
      message: (at) => `The file system at ${at} is read-only.`,
      next: 'Choose another place with --workspace.',
    },
    ENOSPC: {
      code: 'disk',
      message: (at) => `There is no space left on the disk, at ${at}.`,
      next: `Free some space and ${goesOn}`,
    },
    EDQUOT: {
      code: 'disk',
      message: (at) => `Your quota of disk space is used up, at ${at}.`,
      next: `Free some of it and ${goesOn}`,
    },
    EFBIG: {
      code: 'disk',
      message: (at) => `The file at ${at} is larger than the file system allows.`,
      next: 'Choose another place with --workspace.',
    },
    EIO: {
      code: 'disk',
      message: (at) => `The disk does not answer as it should, at ${at}.`,
      next: `Check the disk, then ${goesOn}`,
    },
    EMFILE: {
      code: 'disk',
      message: () => 'This process has as many files open as the system allows.',
      next: 'Allow more (`ulimit -n 4096`) and run the same command again.',
    },
  };

/** A system error in plain words, with its path where the system names one; undefined for any other error. */
export function systemFailure(error: unknown): SystemFailure | undefined {
  const failure = failures[systemCode(error) ?? ''];
  if (!failure) return undefined;
  const { code, message, next } = failure;
  return { code, message: message(pathOf(error)), next };
}

function pathOf(error: unknown): string {
  const has = (name: 'path' | 'dest'): string | undefined => {
    const value: unknown = error instanceof Error ? Reflect.get(error, name) : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  const path = has('path') ?? has('dest');
  return path === undefined ? 'the place that was to be read or written' : `"${path}"`;
}
