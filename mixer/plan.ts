import { inclusionProbabilities } from '../src/core/inclusion.js';
import type { Random } from '../src/core/random.js';
import type { Benchmark } from '../src/core/schemas/release-item.js';
import type { MixParameters } from './draft.js';
import type { Frame } from './frame.js';
import { standardised } from './hard/acceptance.js';
import { hardMethods } from './hard/index.js';
import type { HardInput } from './hard/method.js';
import type { ItemAnalysis } from './item-analysis/analyse.js';
import type { Candidates } from './sampling/candidates.js';
import { type DrawInput, drawStratified } from './sampling/draw.js';
import { itemSize } from './sampling/sizes.js';
import type { SplitDraw } from './sampling/split.js';

/** One split to be drawn. */
export interface SplitPlan {
  readonly benchmark: Benchmark;
  readonly candidates: Candidates;
  /** Places asked for, and candidates that could fill them. */
  readonly places: number;
  readonly possible: number;
  draw(random: Random): SplitDraw;
}

/** Where the topic clusters lie. */
type Clusters = Pick<DrawInput, 'centroids' | 'dimensions'>;

const unanswered = { right: 0, subjects: 0 };

/** A split of the normal benchmark: the traffic's own shares, sized by what is known of the items. */
export function normalPlan(
  candidates: Candidates,
  clusters: Clusters,
  answers: ItemAnalysis['answers'],
  places: number,
): SplitPlan {
  const sizes = candidates.mass.map((m, candidate) =>
    itemSize(m, answers[candidates.rows[candidate] ?? 0] ?? unanswered),
  );
  return {
    benchmark: 'mixeval',
    candidates,
    places,
    possible: candidates.rows.length,
    draw(random) {
      const pi = inclusionProbabilities(sizes, places);
      return {
        target: candidates.mass,
        pi,
        tilt: new Float64Array(pi.length).fill(1),
        drawn: drawStratified({ ...candidates, ...clusters, pi }, random),
      };
    },
  };
}

/** A split of the Hard benchmark. */
export function hardPlan(
  frame: Frame,
  candidates: Candidates,
  clusters: Clusters,
  analysis: ItemAnalysis,
  parameters: Pick<MixParameters, 'hardSize' | 'hardMethod'> & { readonly lambda: number },
): SplitPlan {
  const ofCandidates = (values: Float64Array): Float64Array =>
    Float64Array.from(candidates.rows, (row) => values[row] ?? 0);
  const ofFormat = Float64Array.from(
    frame.rowsByFormat[candidates.format],
    (row) => analysis.difficulty[row] ?? Number.NaN,
  );
  const known = ofFormat.filter((difficulty) => !Number.isNaN(difficulty));
  const input: HardInput = {
    ...candidates,
    ...clusters,
    difficulty: standardised(ofCandidates(analysis.difficulty), known),
    discrimination: ofCandidates(analysis.discrimination),
    lambda: parameters.lambda,
  };
  const method = hardMethods.get(parameters.hardMethod);
  return {
    benchmark: 'mixeval-hard',
    candidates,
    places: parameters.hardSize,
    possible: method.possible(input),
    draw: (random) => method.draw(input, parameters.hardSize, random),
  };
}
