import { openDetector } from '../corpus/filters/detector.js';
import { readStarter } from '../corpus/starter/read.js';
import { openEncoder } from '../encoder/index.js';
import type { Bench } from './bench.js';

/** How much of the detector's time is the encoder's: what stands around it should cost next to nothing. */
export const detectorBench: Bench = async () => {
  const { queries } = await readStarter();
  const texts = queries.map(({ text }) => text);
  const encoder = await openEncoder();
  try {
    let encoding = 0;
    const detector = await openDetector(async (each, task) => {
      const start = performance.now();
      const vectors = await encoder.encode(each, task);
      encoding += performance.now() - start;
      return vectors;
    });
    const start = performance.now();
    await detector.detect(texts);
    const all = performance.now() - start;
    return [
      {
        name: 'detector: share of its time that is encoding',
        ratio: encoding / all,
        goal: 0.8,
        text: `${(encoding / 1000).toFixed(2)} s of ${(all / 1000).toFixed(2)} s for ${texts.length} texts`,
      },
    ];
  } finally {
    await encoder.close();
  }
};
