import { registryOf } from '../../src/core/registry.js';
import { addsub } from './addsub.js';
import { agieval } from './agieval.js';
import { aqua } from './aqua.js';
import { arc } from './arc.js';
import { bbh } from './bbh.js';
import type { Benchmark } from './benchmark.js';
import { bigbench } from './bigbench.js';
import { boolq } from './boolq.js';
import { cmmlu } from './cmmlu.js';
import { coinFlip } from './coin-flip.js';
import { commonsenseqa } from './commonsenseqa.js';
import { copa } from './copa.js';
import { enterprisePii } from './enterprise-pii.js';
import { gsm8k } from './gsm8k.js';
import { humaneval } from './humaneval.js';
import { jeopardy } from './jeopardy.js';
import { lambada } from './lambada.js';
import { lastLetters } from './last-letters.js';
import { logiqa } from './logiqa.js';
import { math } from './math.js';
import { mathqa } from './mathqa.js';
import { mmlu } from './mmlu.js';
import { multiarith } from './multiarith.js';
import { openbookqa } from './openbookqa.js';
import { piqa } from './piqa.js';
import { pubmedqa } from './pubmedqa.js';
import { simpleArithmetic } from './simple-arithmetic.js';
import { singleeq } from './singleeq.js';
import { siqa } from './siqa.js';
import { strategyqa } from './strategyqa.js';
import { svamp } from './svamp.js';
import { triviaqa } from './triviaqa.js';
import { truthfulqa } from './truthfulqa.js';
import { winogender } from './winogender.js';
import { winograd } from './winograd.js';
import { winogrande } from './winogrande.js';

export type { Benchmark, Layout } from './benchmark.js';

/** Every known benchmark. A file that several of them know goes to the first. */
export const benchmarks = registryOf<Benchmark>('benchmark', [
  addsub,
  agieval,
  aqua,
  arc,
  bbh,
  bigbench,
  boolq,
  cmmlu,
  coinFlip,
  commonsenseqa,
  copa,
  enterprisePii,
  gsm8k,
  humaneval,
  jeopardy,
  lambada,
  lastLetters,
  logiqa,
  math,
  mathqa,
  mmlu,
  multiarith,
  openbookqa,
  piqa,
  pubmedqa,
  simpleArithmetic,
  singleeq,
  siqa,
  strategyqa,
  svamp,
  triviaqa,
  truthfulqa,
  winogender,
  winograd,
  winogrande,
]);
