import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placesById } from './places-by-id.js';

const someId = fc.stringMatching(/^[0-9a-f]{32}$/);
// Ids that share the end they are hashed by must be told apart too.
const alikeId = fc.stringMatching(/^[0-9a-f]{24}00000000$/);

test('each item is found at its place, the first of equal ones, and no other is', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(someId, alikeId)),
      fc.array(fc.oneof(someId, alikeId, fc.string())),
      (ids, others) => {
        const places = placesById(ids.map((id) => ({ item: { id } })));
        expect(places.count).toBe(ids.length);
        for (const id of [...ids, ...others]) {
          const place = ids.indexOf(id);
          expect(places.of(id)).toBe(place === -1 ? undefined : place);
        }
      },
    ),
  );
});
