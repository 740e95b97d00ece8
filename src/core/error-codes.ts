/**
 * Everything that can go wrong and that a user can act on. The command line maps a code to an exit code; a program
 * that uses the library switches on it. Nothing ever matches on the message.
 */
export type ErrorCode =
  | 'usage'
  | 'not-found'
  | 'invalid-data'
  | 'corrupt'
  | 'too-few'
  | 'exists'
  | 'locked'
  | 'disk'
  | 'permission'
  | 'interrupted'
  | 'missing-key'
  | 'key-refused'
  | 'unreachable'
  | 'quota'
  | 'model-not-found'
  | 'provider'
  | 'unsupported'
  | 'incomplete'
  | 'threshold'
  | 'internal';
