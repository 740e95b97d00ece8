import { probes } from '../../eval/contamination/model/probes/index.js';
import type { Figures } from './page.js';
import { findingsFor, itemsOfSplit, realItems } from './trial.js';

const models = 96;
/** Far from those of any other part: nothing was chosen by looking at these. */
const firstSeed = 10_001;
const level = 0.05;

/** How often each test by likelihood finds a sign in models that have read none of the release's real items. */
export async function falseAlarms(): Promise<NonNullable<Figures['falseAlarms']>> {
  const draw = await realItems();
  if (!draw) throw new Error('The release that models are tried on is not at hand.');
  const asked = probes.all().filter(({ needs }) => needs === 'log-probabilities');
  const alarms = new Map(asked.map(({ name }) => [name, 0]));
  let any = 0;
  for (let model = 0; model < models; model += 1) {
    const findings = await findingsFor(draw(firstSeed + model), 0, asked);
    for (const { probe, pValue } of findings) {
      if ((pValue ?? 1) <= level) alarms.set(probe, (alarms.get(probe) ?? 0) + 1);
    }
    if (findings.some(({ adjustedPValue }) => (adjustedPValue ?? 1) <= level)) any += 1;
    process.stderr.write(`${model + 1} of ${models}: ${any}\n`);
  }
  return {
    models,
    items: 2 * itemsOfSplit,
    probes: [...alarms].map(([probe, found]) => ({ probe, found })),
    any,
  };
}
