/** Texts that sell something. */

import { sieved } from './sieve/sieved.js';

/** What hardly anybody says but who sells. */
const sure =
  /\b(?:buy (?:it )?now|order (?:now|yours|today|here)|shop (?:now|the \w+ collection)|call (?:now|us (?:now|today|at))|act now|limited(?:[- ]time)? offer|best offer|money[- ]back guarantee|risk[- ]free|free shipping on|free quote|satisfaction guaranteed|while supplies last|worldwide delivery|secure checkout|delivered to your door|instant payment|sign up (?:now|today|for free)|subscribe (?:now|today|to our)|(?:visit|follow|join) our (?:website|store|site|page|shop|gym|club|channel)|with (?:the )?(?:promo |coupon )?code|use (?:the )?(?:promo|coupon) code|get (?:one|\d+) free(?! (?:is|means?|what|percent|off))|up to \d+ ?% off|save (?:up to )?\d+ ?%|\d+ ?% off|special offer|don't miss (?:out|this)|flash sale|everything must go|, no deposit|cancel any ?time|order before \w+|\w+ is on us|try (?:it|them|us) for \d+ \w+|like, share|why pay more|warranty at|hiring (?:\w+ )?now|now hiring|weekly pay|same[- ](?:day|afternoon) delivery|delivered (?:the )?same \w+|unlock unlimited|half[- ]price \w+ every|try our (?:new )?(?:app|product|service)|grand opening (?:on )?\w+day|pay nothing until|click here|apply in \d+ minutes|be your own boss|smash that|check out (?:my|our) \w+ and|dm me (?:to|for)|\d+ free spins|no deposit needed|trusted by (?:thousands|millions|hundreds|over|more than)|largest selection of|apply online in|book (?:your \w+ now|with \w+ and|now and)|starts here|now open in \w+|switch to \w+ today|order yours|today only|start your free|(?:fast|free) (?:shipping|delivery) on orders|results guaranteed|guaranteed results|no experience needed|affordable prices|best quality (?:fast|guaranteed)|our award[- ]winning)\b/i;

/** A question that nobody is to answer: what is sold answers it. */
const advertisingQuestion =
  /^(?:tired of|sick of|looking for|why pay)\b[^?]{0,60}\?\s+(?:try|get|call|visit|switch|order|book|we|our)\b[^?]*$/i;

/** Words that sell; one of them says little, several in one sentence say enough. */
const selling = {
  exclaims: /!/i,
  we: /\b(?:our|we)\b/i,
  you: /\byour?\b/i,
  price: /\b(?:from|only|just|for) [$£€]?\d+(?:[.,]\d\d)?\b|\d ?%/i,
  opensWith:
    /^(?:get|buy|shop|visit|join|order|book|call|save|enjoy|discover|try|protect|earn|lose|send|switch|apply|come|start|need|want|never|introducing|experience|upgrade|treat|give)\b/i,
  free: /\bfree (?:delivery|shipping|estimates?|consultations?|trials?|spins?|samples?|gifts?|returns?|quotes?|coffee)\b/i,
  praise:
    /\b(?:guaranteed?|satisfied|satisfaction|money back|happy customers|trusted|award[- ]winning|affordable|professional|certified|licensed|luxury|premium|exclusive|handmade|all natural|famous|dream)\b/i,
  bargain:
    /\b(?:best (?:prices?|quality|deals?)|cheap(?:est)?|discounts?|bargains?|hot deals|deals|offers?|sale|no credit check|no deposit|bonus|limited (?:stock|time)|in stock|low prices?|largest selection|replica)\b/i,
  now: /\b(?:today|now|same day|24\/7|in minutes|this weekend only|fast shipping|same[- ]day|new season)\b/i,
  trade:
    /\b(?:services|showroom|customers|store|shop|dealers?|cleaning|plumbers?|loans?|casino|insurance|cover|channel|subscribe|app)\b/i,
};

/** Somebody who asks for advertising, or for himself. */
const asksForOne =
  /^(?:please )?(?:write|create|make|draft|generate|design|compose|suggest|give me|explain|translate|rewrite|how|what|why|is|are|can|does|list|find|best|looking|calculate)\b|\b(?:i|i'm|im|me|my)\b/i;

const { sure: sureSign, ...sellingSigns } = sieved({ sure, ...selling });
const signs = Object.values(sellingSigns);

const fiveWords = /(?:\s+\S+){3}\s/;

/** @param asks whether anything in it is a question */
export function isAdvertisement(prose: string, asks: boolean): boolean {
  if (advertisingQuestion.test(prose)) return true;
  if (asks) return false;
  if (sureSign.test(prose)) return true;
  if (asksForOne.test(prose) || !fiveWords.test(prose)) return false;
  // A search is typed without capitals and stops: of it more is asked.
  const isSentence = /^\p{Lu}.*\p{Ll}/su.test(prose);
  return signs.filter((sign) => sign.test(prose)).length >= (isSentence ? 3 : 4);
}
