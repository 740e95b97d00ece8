import { Column } from '../../src/core/column.js';
import { type Format, formats } from '../../src/core/schemas/item.js';
import type { Design, ItemHead, SplitView } from '../../src/core/schemas/release-item.js';
import { madeOnDemand, memberAt, type Sequence } from '../../src/core/sequence.js';
import { Terms } from '../../src/core/terms.js';

/** One item of a benchmark as the estimators see it: how it was drawn, and what is estimated from it. */
export interface Observation<I extends ItemHead = ItemHead> {
  readonly item: I;
  readonly format: Format;
  readonly weight: number;
  /** Inclusion probability; 1 in an imported release, which does not use it. */
  readonly pi: number;
  readonly tilt: number;
  readonly cluster: number;
  readonly benchmarks: readonly string[];
  /** Split and topic cluster: within these the items were drawn together. */
  readonly stratum: string;
}

/** The items of one benchmark, both splits together. */
export interface Sample<I extends ItemHead = ItemHead> {
  readonly design: Design;
  /** B: the batch's queries behind the splits; of an imported release, its rows. */
  readonly batchMatched: number;
  readonly observations: Sequence<Observation<I>>;
}

/** Which observations of a sample are meant: true or 1 at their indexes. Undefined for all. */
export type Part = ArrayLike<boolean | number> | undefined;

/** Whether the observation at this index is meant. */
export function isIn(part: Part, index: number): boolean {
  return part === undefined || Boolean(part[index]);
}

/** The observations for which something holds. */
export function partOf<I extends ItemHead>(
  { observations }: Sample<I>,
  holds: (observation: Observation<I>) => boolean,
): Uint8Array {
  const part = new Uint8Array(observations.length);
  observations.forEach((observation, index) => {
    part[index] = Number(holds(observation));
  });
  return part;
}

/** The sample that both splits of a benchmark make together, free-form items first: what formulas go by in columns. */
export function sampleOf<I extends ItemHead>(splits: Readonly<Record<Format, SplitView<I>>>): Sample<I> {
  const columns = new Columns(splits);
  const filled = formats.filter((format) => splits[format].items.length > 0);
  return {
    design: filled.some((format) => splits[format].design === 'draws') ? 'draws' : 'pareto',
    batchMatched: filled.reduce((sum, format) => sum + splits[format].batchMatched, 0),
    observations: madeOnDemand(columns.length, (index) => new Row(columns, index)),
  };
}

/** What formulas go by, in columns: an object an item would take ten times as much. */
class Columns<I extends ItemHead> {
  readonly length: number;
  readonly weights = new Column(1);
  readonly pis = new Column(1);
  readonly tilts = new Column(1);
  readonly #kinds: Uint32Array;
  readonly #terms = new Terms<Kind>();
  readonly #firstChoice: number;

  constructor(private readonly splits: Readonly<Record<Format, SplitView<I>>>) {
    this.#firstChoice = splits['free-form'].items.length;
    this.length = this.#firstChoice + splits['multiple-choice'].items.length;
    this.#kinds = new Uint32Array(this.length);
    this.#fill();
  }

  #fill(): void {
    let index = 0;
    for (const format of formats) {
      this.splits[format].items.forEach(({ weight, pi, tilt, cluster, benchmarks }) => {
        this.weights.set(index, weight);
        this.pis.set(index, pi ?? 1);
        this.tilts.set(index, tilt);
        this.#kinds[index] = this.#terms.numberOf({
          format,
          cluster,
          benchmarks,
          stratum: `${format}/${cluster}`,
        });
        index += 1;
      });
    }
  }

  kind(index: number): Kind {
    return memberAt(this.#terms.values, this.#kinds[index] ?? 0);
  }

  item(index: number): I {
    return index < this.#firstChoice
      ? memberAt(this.splits['free-form'].items, index)
      : memberAt(this.splits['multiple-choice'].items, index - this.#firstChoice);
  }
}

/** What many items of a sample have in common. */
type Kind = Pick<Observation, 'format' | 'cluster' | 'benchmarks' | 'stratum'>;

/** An observation that looks up in its columns what it is asked for. */
class Row<I extends ItemHead> implements Observation<I> {
  constructor(
    private readonly columns: Columns<I>,
    private readonly index: number,
  ) {}

  get item(): I {
    return this.columns.item(this.index);
  }

  get weight(): number {
    return this.columns.weights.at(this.index);
  }

  get pi(): number {
    return this.columns.pis.at(this.index);
  }

  get tilt(): number {
    return this.columns.tilts.at(this.index);
  }

  get format(): Format {
    return this.columns.kind(this.index).format;
  }

  get cluster(): number {
    return this.columns.kind(this.index).cluster;
  }

  get benchmarks(): readonly string[] {
    return this.columns.kind(this.index).benchmarks;
  }

  get stratum(): string {
    return this.columns.kind(this.index).stratum;
  }
}

/** Every benchmark that an item of a sample stands in. */
export function benchmarksIn({ observations }: Sample): Set<string> {
  const names = new Set<string>();
  observations.forEach(({ benchmarks }) => {
    for (const name of benchmarks) names.add(name);
  });
  return names;
}
