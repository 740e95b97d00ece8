/** Many that wait by one signal: adding a listener, and taking it away, costs the more the more there are. */

const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls `action` when the signal is aborted, unless what is returned is called before. One listener serves all who ask by
 * the same signal. A signal that is aborted already calls nobody.
 *
 * @param action a function of its own for each call
 */
export function onAbort(signal: AbortSignal | undefined, action: () => void): () => void {
  if (!signal) return () => undefined;
  const actions = waiting.get(signal) ?? listenTo(signal);
  actions.add(action);
  return () => {
    actions.delete(action);
  };
}

function listenTo(signal: AbortSignal): Set<() => void> {
  const actions = new Set<() => void>();
  waiting.set(signal, actions);
  signal.addEventListener(
    'abort',
    () => {
      for (const action of actions) action();
      actions.clear();
    },
    { once: true },
  );
  return actions;
}
