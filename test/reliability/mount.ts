/** Whether a test may mount a small disk of its own here. */
export function canMount(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}
