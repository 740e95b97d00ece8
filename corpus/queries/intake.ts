import { timed } from '../../src/core/progress.js';
import { querySources } from '../sources/index.js';
import type { FoundQuery } from '../sources/source.js';
import type { MinedInput } from './manifest.js';
import type { Merger } from './merger.js';
import type { MineSettings } from './mine-options.js';
import type { Session } from './session.js';
import type { Sifted } from './sift.js';
import type { SiftThreads } from './sift-threads.js';
import type { Tally } from './tally.js';
import { type DateWindow, isWithin } from './window.js';

/** Texts, and characters, that a thread is given at once. */
const pieceTexts = 500;
const pieceCharacters = 1 << 18;

export interface IntakeParts {
  readonly sifter: SiftThreads;
  readonly session: Session;
  readonly tally: Tally;
  /** Takes what passes; undefined where a sample is drawn of it first. */
  readonly merger: Merger | undefined;
  readonly settings: Pick<MineSettings, 'since' | 'until' | 'sourceDate'>;
}

/**
 * Takes found texts in: what passes the filters is put into the session, what does not is tallied. Threads sift many
 * pieces at once; what becomes of them is taken in in their order.
 */
export class Intake {
  #piece: FoundQuery[] = [];
  #characters = 0;
  #kind = '';
  #open: MinedInput | undefined;
  #last: Promise<void> = Promise.resolve();
  readonly #underWay: Promise<void>[] = [];

  constructor(private readonly parts: IntakeParts) {}

  /** What comes next is of this input, of which `read` texts were taken in before. */
  begin(input: MinedInput): void {
    this.#open = input;
  }

  /** @param kind a name in the registry of corpus/sources */
  async take(batch: readonly FoundQuery[], kind: string): Promise<void> {
    this.#kind = kind;
    for (const found of batch) {
      this.#piece.push(found);
      this.#characters += found.text.length;
      if (this.#piece.length >= pieceTexts || this.#characters >= pieceCharacters) await this.#send();
    }
  }

  /** The input was read to its end, or as far as it goes. */
  async finish(input: MinedInput): Promise<void> {
    await this.#send();
    await this.#inTurn(async () => this.parts.session.finished(input));
  }

  /** Waits until all that was taken is in the session. */
  async settled(): Promise<void> {
    await this.#last;
  }

  async #send(): Promise<void> {
    const open = this.#open;
    const texts = this.#piece;
    if (!open || texts.length === 0) return;
    this.#piece = [];
    this.#characters = 0;
    this.#open = { ...open, format: this.#kind, read: open.read + texts.length };
    const { wanted, unwanted } = this.#sorted(texts);
    const { location } = open;
    const isPage = querySources.get(this.#kind).readsPages === true;
    const sifting = this.parts.sifter.sift(wanted, { kind: this.#kind, location, isPage });
    sifting.catch(() => undefined);
    const taken = this.#open;
    await this.#inTurn(async () => {
      const sifted = await sifting;
      const { tally, session } = this.parts;
      for (const { found, reason } of unwanted) await tally.add(reason, () => ({ ...found, location }));
      await timed(session.seconds, 'merge', () => this.#takeIn(sifted, location));
      await session.took(taken, texts.length, sifted.lines.length);
    });
  }

  /** Does work after all work before it, and waits while too much of it is waiting. */
  async #inTurn(work: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(work);
    this.#last.catch(() => undefined);
    this.#underWay.push(this.#last);
    while (this.#underWay.length >= this.parts.sifter.depth) await this.#underWay.shift();
  }

  /** Those that are sifted, with their dates, and those that are not looked at. */
  #sorted(texts: readonly FoundQuery[]): {
    readonly wanted: readonly FoundQuery[];
    readonly unwanted: readonly { readonly found: FoundQuery; readonly reason: string }[];
  } {
    const { settings } = this.parts;
    const wanted: FoundQuery[] = [];
    const unwanted: { found: FoundQuery; reason: string }[] = [];
    for (const found of texts) {
      const date = found.date ?? settings.sourceDate;
      const reason = found.repeated ? 'repeated-turn' : reasonOfDate(date, settings);
      if (reason !== undefined) unwanted.push({ found, reason });
      else wanted.push(date === undefined || date === found.date ? found : { ...found, date });
    }
    return { wanted, unwanted };
  }

  async #takeIn({ bytes, lines, rejected, seconds }: Sifted, location: string): Promise<void> {
    const { session, tally, merger } = this.parts;
    for (const [stage, time] of Object.entries(seconds)) {
      session.seconds[stage] = (session.seconds[stage] ?? 0) + time;
    }
    for (const { found, reason } of rejected) await tally.add(reason, () => ({ ...found, location }));
    const start = session.staged.bytes;
    await session.staged.append(bytes);
    merger?.add(lines, start);
  }
}

function reasonOfDate(date: string | undefined, window: DateWindow): string | undefined {
  if (window.since === undefined && window.until === undefined) return undefined;
  if (date === undefined) return 'no-date';
  return isWithin(date, window) ? undefined : 'other-date';
}
