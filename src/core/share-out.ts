/**
 * Shares a total out in proportion to sizes, none getting more than its cap: share_i = min(cap_i, k size_i) with k
 * such that they sum to the total. What reaches its cap gets exactly the cap.
 *
 * @param sizes 0 or more each
 * @param caps 0 or more each
 * @param total at most the sum of the caps of those with a size
 */
export function shareOut(sizes: Float64Array, caps: Float64Array, total: number): Float64Array {
  const shares = new Float64Array(sizes.length);
  const size = (place: number): number => sizes[place] ?? 0;
  const cap = (place: number): number => caps[place] ?? 0;
  // Whoever reaches the cap first comes first: the larger size / cap.
  const order = [...sizes.keys()].filter((place) => size(place) > 0);
  order.sort((a, b) => size(b) * cap(a) - size(a) * cap(b) || a - b);
  // Summed from the small end, so that nothing is lost in taking the large ones away.
  const sizeFrom = new Float64Array(order.length + 1);
  for (let at = order.length - 1; at >= 0; at -= 1) {
    sizeFrom[at] = (sizeFrom[at + 1] ?? 0) + size(order[at] ?? 0);
  }
  let left = total;
  let at = 0;
  for (const place of order) {
    if (left * size(place) < cap(place) * (sizeFrom[at] ?? 0)) break;
    shares[place] = cap(place);
    left -= cap(place);
    at += 1;
  }
  const k = left / (sizeFrom[at] ?? 1);
  for (const place of order.slice(at)) shares[place] = k * size(place);
  return shares;
}
