import type { Bench } from './bench.js';
import { detectorBench } from './detector.js';
import { encodeBench } from './encode.js';
import { evaluateBench, evaluateMemoryBench } from './evaluate.js';
import { jsonLinesBench } from './json-lines.js';
import { minHashBench } from './min-hash.js';
import { mineLogsBench, mineMemoryBench, mineWetBench } from './mine.js';
import { webArchiveBench } from './web-archive.js';

/** Every bench by name: `npm run bench`, or `npm run bench -- NAME...`. */
const benches: Readonly<Record<string, Bench>> = {
  'json-lines': jsonLinesBench,
  'min-hash': minHashBench,
  'mine-logs': mineLogsBench,
  'mine-wet': mineWetBench,
  'mine-memory': mineMemoryBench,
  'web-archive': webArchiveBench,
  encode: encodeBench,
  detector: detectorBench,
  evaluate: evaluateBench,
  'evaluate-memory': evaluateMemoryBench,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in benches));
if (unknown.length > 0) {
  process.stderr.write(
    `No such bench: ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.\n`,
  );
  process.exitCode = 2;
} else {
  for (const [name, bench] of Object.entries(benches)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    for (const result of await bench()) {
      const verdict = result.ratio >= result.goal ? 'reached' : 'missed';
      process.stdout.write(
        `${result.name}: ${result.ratio.toFixed(2)} (goal ${result.goal}, ${verdict}); ${result.text}\n`,
      );
    }
  }
}
