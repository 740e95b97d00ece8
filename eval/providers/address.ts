/** The address of a server as records and keys name it: whole, and without what is secret. */

/** Names of query parameters that carry a key. */
const secret = /key|token|secret|sig|auth|pass|user|code|credential|session/i;

/**
 * What stands in a record for a server's address: its path and its query tell one deployment from another on the same
 * host. Neither user and password nor parameters that look like keys are in it, and a last slash makes no difference.
 *
 * @param standard the provider's own address, which its bare origin stands for
 */
export function recordedAddress(url: URL, standard?: string): string {
  const address = withoutSecrets(url);
  return standard !== undefined && address === withoutSecrets(new URL(standard)) ? url.origin : address;
}

function withoutSecrets({ origin, pathname, searchParams }: URL): string {
  const query = new URLSearchParams([...searchParams].filter(([name]) => !secret.test(name)));
  query.sort();
  return `${origin}${pathname.replace(/\/+$/, '') || '/'}${query.size === 0 ? '' : `?${query}`}`;
}
