/** Unpacks gzip; of what is damaged, as much as can be had. */

import { Inflater } from './inflater.js';
import { isGzip, memberStarts } from './members.js';

/** Told what was wrong with packed bytes; what follows in the stream does not join on to what came before. */
export type OnDamage = (reason: string) => void;

/**
 * Unpacks gzip of any number of members, as web archives have one for each record. A damaged member is unpacked as far
 * as it goes, `onDamage` is told, and reading goes on with the next member.
 *
 * Whole chunks go through one stream, cut where a member begins; only a chunk that fails is taken apart. So sound data
 * costs no more than plain unpacking.
 */
export async function* gunzipped(
  chunks: AsyncIterable<Uint8Array>,
  onDamage: OnDamage,
): AsyncGenerator<Uint8Array> {
  let inflater = new Inflater();
  let kept: Uint8Array = new Uint8Array(0);
  /** Whether what is fed next begins a member. */
  let aligned = true;
  /** Whether a member was given up: its rest is passed over. */
  let lost = false;
  /** What can be had of a run. Returns whether the stream goes on behind it. */
  async function* unpacked(run: Uint8Array, isMember: boolean): AsyncGenerator<Uint8Array, boolean> {
    const { pieces, damage } = await inflater.write(run);
    if (damage === undefined) {
      yield* pieces;
      return true;
    }
    inflater.close();
    inflater = new Inflater();
    if (!isMember) {
      yield* pieces;
      onDamage(damage);
    } else {
      // Damage may make a member seem longer than it is, so that it comes to light in the next one.
      const alone = await inflater.write(run);
      if (alone.damage === undefined) {
        onDamage(damage);
        yield* alone.pieces;
        return true;
      }
      inflater.close();
      inflater = new Inflater();
    }
    yield* salvaged(run, isMember, onDamage);
    return false;
  }
  try {
    for await (const chunk of chunks) {
      let buffer = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
      kept = new Uint8Array(0);
      const starts = memberStarts(buffer);
      if (lost) {
        const [first] = starts;
        if (first === undefined) continue;
        buffer = buffer.subarray(first);
        starts.forEach((start, index) => {
          starts[index] = start - first;
        });
        [lost, aligned] = [false, true];
      }
      const cut = starts.at(-1) ?? 0;
      const run = cut > 0 ? buffer.subarray(0, cut) : buffer;
      const isSound = yield* unpacked(run, aligned);
      lost = !isSound && cut === 0;
      aligned = cut > 0;
      if (cut > 0) kept = buffer.subarray(cut);
    }
    if (lost) return;
    if (kept.length > 0 && !(yield* unpacked(kept, true))) return;
    const { pieces, damage } = await inflater.end();
    yield* pieces;
    if (damage !== undefined) onDamage(damage);
  } finally {
    inflater.close();
  }
}

/** What can be had of a run with damage in it: its members one by one, from the first that begins in it. */
async function* salvaged(run: Uint8Array, aligned: boolean, onDamage: OnDamage): AsyncGenerator<Uint8Array> {
  const starts = memberStarts(run).filter((at) => at > 0);
  if (aligned) starts.unshift(0);
  for (const [index, start] of starts.entries()) {
    const member = run.subarray(start, starts[index + 1] ?? run.length);
    if (!isGzip(member)) continue;
    const { pieces, damage } = await salvagedMember(member);
    yield* pieces;
    if (damage !== undefined && !isPadding(member)) onDamage(damage);
  }
}

/** Bytes fed at once: the step that fails is gone through again in smaller ones. */
const steps = [4_096, 256, 16, 1] as const;

/** A member as far as it goes, to the byte: what is unpacked in a call that fails is not to be had. */
async function salvagedMember(member: Uint8Array): Promise<Fed> {
  let result: Fed = { pieces: [], damage: undefined, sound: 0 };
  for (const step of steps) {
    result = await fed(member, result.sound, step);
    if (result.sound === member.length) break;
  }
  return result;
}

interface Fed {
  readonly pieces: Uint8Array[];
  readonly damage: string | undefined;
  /** Bytes that went in before damage came. */
  readonly sound: number;
}

/** Feeds the first `whole` bytes at once and the rest in steps. */
async function fed(member: Uint8Array, whole: number, size: number): Promise<Fed> {
  const inflater = new Inflater();
  const all: Uint8Array[] = [];
  try {
    let sound = 0;
    while (sound < member.length) {
      const end = sound < whole ? whole : Math.min(sound + size, member.length);
      const { pieces, damage } = await inflater.write(member.subarray(sound, end));
      all.push(...pieces);
      if (damage !== undefined) return { pieces: all, damage, sound };
      sound = end;
    }
    const { pieces, damage } = await inflater.end();
    return { pieces: [...all, ...pieces], damage, sound };
  } finally {
    inflater.close();
  }
}

/** Members may be filled up with zeros, as tapes were. */
function isPadding(member: Uint8Array): boolean {
  return member.length > 0 && member.at(-1) === 0 && member.subarray(-8).every((byte) => byte === 0);
}
