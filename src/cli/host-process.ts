/** The parts of `process` that the command line uses; tests hand in the real one of a child process only. */
export type HostProcess = Pick<
  NodeJS.Process,
  'argv' | 'env' | 'cwd' | 'stdin' | 'stdout' | 'stderr' | 'on' | 'off'
>;
