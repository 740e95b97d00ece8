import { type ComparedItem, gapsOf } from '../../eval/contamination/runs/gaps.js';
import { suddenGains } from '../../eval/contamination/runs/sudden-gains.js';
import { holmAdjusted } from '../../eval/statistics/holm.js';
import { type Random, seededRandom } from '../../src/core/random.js';
import type { Figures } from './page.js';

/** A world that answers come from: each model is right by its ability and the item's difficulty, in logits (Rasch 1960). */
interface World {
  readonly world: string;
  /** Old items, and as many new ones. */
  readonly items: number;
  /** How much harder new items are. */
  readonly harder: number;
  /** Share of answers that are right by chance. */
  readonly guessing: number;
  /** How far models of one family go up and down together on an item. */
  readonly family: number;
}

const plain = { items: 300, harder: 0, guessing: 0, family: 0 };
const worlds: readonly World[] = [
  { ...plain, world: 'new items as hard as old ones' },
  { ...plain, world: '30 old and 30 new items', items: 30 },
  { ...plain, world: 'new items harder by one logit', harder: 1 },
  { ...plain, world: 'new items easier by one logit', harder: -1 },
  { ...plain, world: 'two families of models, new items harder', harder: 1, family: 1 },
  { ...plain, world: 'a quarter right by guessing', guessing: 0.25 },
  { ...plain, world: 'a quarter right by guessing, new items harder', guessing: 0.25, harder: 1 },
];

/** The last two came after the old items. The later models are simply better. */
const abilities = [-1.5, 0.5, -0.5, 1.5, 2.5];
const firstLater = 3;
const reader = 3;
const draws = { clean: 300, read: 100 };
const level = 0.05;
const topics = 5;

/**
 * How often `contamination --runs` accuses a model that has read nothing, and how often one that has read a share of the old
 * items.
 */
export function inWorlds(): NonNullable<Figures['worlds']> {
  return worlds.map((world) => {
    const random = seededRandom(1, world.world);
    const shareOf = (count: number, read: number, of: (one: Accused) => boolean): number =>
      Array.from({ length: count }, () => accusedIn(world, read, random)).filter(of).length / count;
    return {
      world: world.world,
      clean: shareOf(draws.clean, 0, ({ any }) => any),
      found: [0.1, 0.3, 1].map((read) => ({
        read,
        share: shareOf(draws.read, read, ({ isReader }) => isReader),
      })),
    };
  });
}

interface Accused {
  /** Any model, or all later ones by sudden gains. */
  readonly any: boolean;
  readonly isReader: boolean;
}

function accusedIn({ items, harder, guessing, family }: World, read: number, random: Random): Accused {
  const normal = (): number => Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, -6);
  const drawn = Array.from(
    { length: 2 * items },
    (_, at): ComparedItem & { hard: number; taste: number } => ({
      isOld: at % 2 === 0,
      stratum: String(Math.floor(random() * topics)),
      guessing,
      hard: 1.2 * normal() + (at % 2 === 0 ? 0 : harder),
      taste: family * normal(),
    }),
  );
  const remembered = drawn.map(({ isOld }) => isOld && random() < read);
  const scores = abilities.map((ability, model) =>
    drawn.map(({ hard, taste }, at) => {
      const logit = ability - hard + (model % 2 === 0 ? taste : -taste);
      const knows = guessing + (1 - guessing) / (1 + Math.exp(-logit));
      return Number((model === reader && remembered[at]) || random() < knows);
    }),
  );
  const { gaps, right } = gapsOf(
    drawn,
    scores,
    abilities.map((_, model) => model),
  );
  const gains = suddenGains(
    drawn.map(({ isOld, stratum }, at) => ({
      item: String(at),
      isOld,
      stratum: `${stratum}/${right[at]}`,
      answers: abilities.map((_, model) => ({
        model: String(model),
        isRight: scores[model]?.[at] === 1,
        isLater: isOld && model >= firstLater,
      })),
    })),
  );
  const adjusted = holmAdjusted([...gaps.map(({ others }) => others?.pValue ?? 1), gains.pValue]);
  return { any: adjusted.some((p) => p < level), isReader: (adjusted[reader] ?? 1) < level };
}
