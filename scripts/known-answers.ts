import { startLoopbackServer } from '../eval/loopback/index.js';
import type { ReleaseItem } from '../src/core/schemas/release-item.js';
import { workspaceAt } from '../src/core/workspace.js';
import { letterOf, questionText } from '../versions/formats/published-items.js';
import { openRelease } from '../versions/index.js';
import { itemsOf, mapSplits } from '../versions/splits.js';

/**
 * A server on loopback that answers the questions of a release, about three of four rightly: `npx tsx
 * scripts/known-answers.ts VERSION [WORKSPACE]`. It says its address and what other tools should find, until Ctrl-C.
 */
const [version = '2026-11-20', root = 'mixeval'] = process.argv.slice(2);
const { splits } = await openRelease(workspaceAt(root), version);

const isRight = ({ id }: ReleaseItem): boolean => Number.parseInt(id.slice(0, 1), 16) >= 4;

function answerTo(item: ReleaseItem): string {
  const right = isRight(item);
  if (item.problem_type === 'free-form') return (right && item.target[0]) || 'nothing of the kind';
  const [place] = item.target;
  return `ANSWER: ${letterOf(right ? place : (place + 1) % item.options.length)}`;
}

// The longest question that stands in a prompt is the one that is asked: another one may be a part of it.
const items = [...itemsOf(splits)].sort((a, b) => questionText(b).length - questionText(a).length);
const server = await startLoopbackServer({
  answer: ({ text }) => {
    const item = items.find((each) => text.includes(questionText(each)));
    return item ? answerTo(item) : 'unknown question';
  },
});

const expected = mapSplits(splits, ({ items: drawn }) => {
  const right = drawn.filter(isRight);
  const weight = (all: readonly ReleaseItem[]): number => all.reduce((sum, item) => sum + item.weight, 0);
  return {
    items: drawn.length,
    plain: (right.length / drawn.length).toFixed(4),
    weighted: (weight(right) / weight(drawn)).toFixed(4),
  };
});
process.stdout.write(`${server.baseUrl}\n`);
for (const [benchmark, formats] of Object.entries(expected)) {
  for (const [format, found] of Object.entries(formats)) {
    process.stdout.write(
      `${benchmark} ${format}: ${found.items} items, right ${found.plain}, by weight ${found.weighted}\n`,
    );
  }
}
