import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256 } from '../../src/core/hash.js';
import { memberAt } from '../../src/core/sequence.js';
import { type TaskName, TaskTable } from './task-table.js';

const names = fc.array(
  // Few items and few keys, so that many tasks ask the same.
  fc.record({ item: fc.nat(20), repeat: fc.nat(2), key: fc.nat(9) }).map(
    ({ item, repeat, key }): TaskName => ({
      item: sha256(`item ${item}`).slice(0, 32),
      repeat,
      key: sha256(`key ${key}`),
    }),
  ),
  { maxLength: 60 },
);

test('tasks are found by their names, and by their keys in the order they were added', () => {
  fc.assert(
    fc.property(names, (all) => {
      const table = new TaskTable(all.length, (task) => {
        const { item, repeat } = memberAt(all, task);
        return { item, repeat, weight: task / 7 };
      });
      for (const { key } of all) table.add(key);
      expect(table.count).toBe(all.length);
      for (const [task, name] of all.entries()) {
        expect(table.name(task)).toEqual(name);
        const alike = all.flatMap((other, index) => (other.key === name.key ? [index] : []));
        expect([...table.withKey(name.key)]).toEqual(alike);
        expect([...table.alike(task)]).toEqual(alike);
        expect(all[table.find(name) ?? -1]).toEqual(name);
      }
      expect(
        table.find({ item: sha256('other').slice(0, 32), repeat: 0, key: sha256('key 0') }),
      ).toBeUndefined();
      expect([...table.withKey(sha256('other')), ...table.withKey('no key')]).toEqual([]);
    }),
  );
});
