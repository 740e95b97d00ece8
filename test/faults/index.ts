import type { ReliabilityCase } from '../reliability/case.js';
import { alwaysFailing } from './always-failing/case.js';
import { byteByByte } from './byte-by-byte/case.js';
import { clockSetBack } from './clock-set-back/case.js';
import { contentFilter } from './content-filter/case.js';
import { contextTooLong } from './context-too-long/case.js';
import { cutOff } from './cut-off/case.js';
import { diskFull } from './disk-full/case.js';
import { emptyAnswers } from './empty-answers/case.js';
import { escapeCodes } from './escape-codes/case.js';
import { formsOfAnswers } from './forms-of-answers/case.js';
import { hang } from './hang/case.js';
import { htmlPage } from './html-page/case.js';
import { interrupted } from './interrupted/case.js';
import { judgeDown } from './judge-down/case.js';
import { judgeResets } from './judge-resets/case.js';
import { judgeWithoutVerdict } from './judge-without-verdict/case.js';
import { keyRevoked } from './key-revoked/case.js';
import { killedBetweenJudges } from './killed/between-judges.js';
import { killed } from './killed/case.js';
import { longAnswers } from './long-answers/case.js';
import { quotaUsedUp } from './quota-used-up/case.js';
import { rateLimits } from './rate-limit/case.js';
import { rateLimited } from './rate-limited/case.js';
import { refusals } from './refusals/case.js';
import { reset } from './reset/case.js';
import { serverDown } from './server-down/case.js';
import { serverErrors } from './server-errors/case.js';

/** What goes wrong while models are asked, by the folder of each fault, in the order of the table. */
export const faults: Readonly<Record<string, readonly ReliabilityCase[]>> = {
  'rate-limited': [rateLimited],
  'rate-limit': rateLimits,
  'server-errors': [serverErrors],
  hang: [hang],
  reset: [reset],
  'cut-off': [cutOff],
  'html-page': [htmlPage],
  'byte-by-byte': [byteByByte],
  'content-filter': [contentFilter],
  'context-too-long': [contextTooLong],
  refusals: [refusals],
  'empty-answers': [emptyAnswers],
  'quota-used-up': [quotaUsedUp],
  'key-revoked': [keyRevoked],
  'server-down': [serverDown],
  'always-failing': [alwaysFailing],
  killed: [killed, killedBetweenJudges],
  interrupted,
  'disk-full': [diskFull],
  'clock-set-back': [clockSetBack],
  'judge-without-verdict': [judgeWithoutVerdict],
  'judge-down': [judgeDown],
  'judge-resets': judgeResets,
  'long-answers': [longAnswers],
  'escape-codes': [escapeCodes],
  'forms-of-answers': [formsOfAnswers],
};
