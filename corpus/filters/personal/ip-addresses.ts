/** Addresses of machines in the internet. */

import { isIPv4, isIPv6 } from 'node:net';
import { namesANumber, type PersonalKind } from './kind.js';

/** Private, loopback, mask and the public resolvers everybody writes about lead to nobody. */
const nobodys =
  /^(?:10|127|0|255|172\.(?:1[6-9]|2\d|3[01])|192\.168|169\.254|22[4-9]|23\d)\.|^(?:8\.8\.(?:8\.8|4\.4)|1\.[01]\.[01]\.1|9\.9\.9\.9)$/;

/** Four numbers are a version where software is spoken of, before them or after. */
const ofSoftware =
  /\b(?:update|upgrade|changelog|release|download|install|patch|beta|kernel|crash(?:es)?|end of life|manual|figure|fig|table|chrome|firefox|android|ios|windows|router firmware|vs|versus)\b/i;
const ofMachines = /\b(?:ip|ipv4|server|host|ssh|ping|client|ban|block|from|whois|port|who)\b[^.]*$/i;

export const ipAddresses: readonly PersonalKind[] = [
  {
    kind: 'ip',
    leastDigits: 4,
    pattern: /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)/g,
    isReal: (match, before, after) =>
      isIPv4(match) &&
      !nobodys.test(match) &&
      !namesANumber.test(before) &&
      (ofMachines.test(before) || !ofSoftware.test(`${before} ${after}`)),
  },
  {
    kind: 'ip',
    leastDigits: 0,
    hint: /[0-9a-f]:[0-9a-f:]/i,
    pattern: /(?<![\w:.])(?:[0-9a-f]{1,4}:){1,7}(?::|[0-9a-f]{1,4})(?::?[0-9a-f]{1,4})*(?![\w:])/gi,
    isReal: (match) =>
      isIPv6(match) && match.length >= 10 && !/^(?:fe80|f[cd]|ff|::|2001:0?db8)/i.test(match),
  },
];
