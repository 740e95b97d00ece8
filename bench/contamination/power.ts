import type { Figures } from './page.js';
import { type Draw, findingsFor, madeUpItems, realItems } from './trial.js';

/** What of a release models are trained on, and how many of them are tried for each share. */
const plan = [
  { share: 0, models: 40 },
  { share: 0.1, models: 8 },
  { share: 0.3, models: 8 },
  { share: 1, models: 8 },
] as const;
const level = 0.05;

type PowerFigures = NonNullable<Figures['power']>[number];

/** Trains word models on known shares of releases and asks them what `contamination` asks. */
export async function power(): Promise<PowerFigures[]> {
  const texts: [string, Draw][] = [['made-up questions of one form', madeUpItems]];
  const real = await realItems();
  if (real) texts.push(['items of the MixEval release 2024-06-01', real]);
  const all: PowerFigures[] = [];
  for (const [text, draw] of texts) all.push(await figuresOf(text, draw));
  return all;
}

async function figuresOf(text: string, draw: Draw): Promise<PowerFigures> {
  const rows = [];
  let seed = 0;
  for (const { share, models } of plan) {
    const counts: Record<string, { tested: number; found: number }> = {};
    let found = 0;
    for (let model = 0; model < models; model += 1) {
      seed += 1;
      const findings = await findingsFor(draw(seed), share);
      for (const { probe, state, pValue } of findings) {
        const count = counts[probe] ?? { tested: 0, found: 0 };
        counts[probe] = count;
        if (state !== 'tested') continue;
        count.tested += 1;
        if ((pValue ?? 1) <= level) count.found += 1;
      }
      if (findings.some(({ adjustedPValue }) => (adjustedPValue ?? 1) <= level)) found += 1;
      process.stderr.write(`${text}, ${share}: ${found} of ${model + 1}\n`);
    }
    rows.push({ share, models, probes: counts, found });
  }
  return { text, rows };
}
