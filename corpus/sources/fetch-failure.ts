import { systemCode, toMixevalError } from '../../src/core/errors.js';

const failures: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: the connection is refused',
  ECONNRESET: 'the server closed the connection',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'no name server answers',
  EHOSTUNREACH: 'no way leads there',
  ENETUNREACH: 'no way leads there',
  ETIMEDOUT: 'the server does not answer',
};

/** Why a page was not had, in words of ours where they are known. */
export function fetchFailure(error: unknown, status: number | undefined): string {
  if (status !== undefined && status >= 400) return `the server answered ${status}`;
  if (error instanceof Error && error.name === 'TimeoutError') return 'the server took too long to answer';
  const known = failures[systemCode(error) ?? ''];
  if (known !== undefined) return known;
  const { message } = toMixevalError(error);
  // Above the last line crawlee says what it did about it.
  return (message.trim().split('\n').at(-1) ?? message).replace(/\.$/, '');
}
