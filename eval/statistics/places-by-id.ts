import { memberAt, type Sequence } from '../../src/core/sequence.js';

/** The places of items, from 0 to count - 1. */
export interface Places {
  readonly count: number;
  /** @returns undefined for an item that is not among them */
  of(id: string): number | undefined;
}

const none = -1;

/**
 * Finds items by their ids: an open-addressing hash table of places, eight bytes an item. The ids themselves stay
 * where they are. Of equal ids the first one's place is found.
 *
 * @param items with ids of hex digits
 */
export function placesById(items: Sequence<{ readonly item: { readonly id: string } }>): Places {
  const slots = new Int32Array(2 * items.length + 1).fill(none);
  const slotOf = (id: string): number => {
    for (let slot = Number.parseInt(id.slice(-8), 16) % slots.length; ; slot = (slot + 1) % slots.length) {
      const place = slots[slot] ?? none;
      if (place === none || memberAt(items, place).item.id === id) return slot;
    }
  };
  items.forEach(({ item }, place) => {
    const slot = slotOf(item.id);
    if (slots[slot] === none) slots[slot] = place;
  });
  return {
    count: items.length,
    of(id) {
      const place = slots[slotOf(id)] ?? none;
      return place === none ? undefined : place;
    },
  };
}
