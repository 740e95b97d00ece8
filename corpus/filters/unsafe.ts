import type { QueryFilter } from './filter.js';
import { readLookAlikes } from './look-alike-letters.js';
import { sieved } from './sieve/sieved.js';

/** One kind of content that is not published: words that suffice, and words that do in company. */
interface UnsafeKind {
  readonly reason: string;
  readonly meaning: string;
  readonly pattern: RegExp;
  /** Talk about the matter, not the matter itself. */
  readonly unless: RegExp;
}

const learned =
  'educat\\w*|health|medical|disease|disorder|infect\\w*|therap\\w*|treatment|symptoms?|addiction|prevent\\w*|laws?|legal|illegal|crimes?|statut\\w*|statistics|history|histor\\w*|defin\\w*|meaning|research|stud(?:y|ies)|policy|harassment|assault|abuse|victims?|registry|offenders?|hotline|awareness|ethic\\w*|censor\\w*|filter\\w*|block\\w*|spam\\w*|stop|quit|eliminate|ban(?:ned)?|parental';

function anyOf(...alternatives: readonly string[]): RegExp {
  return new RegExp(`\\b(?:${alternatives.join('|')})\\b`, 'i');
}

const person =
  '(?:some(?:one|body)|people|a (?:person|man|woman|girl|boy|child|kid|baby|cop)|him|her|them|my (?:\\w+ )?(?:wife|husband|boss|neighbou?r|teacher|mother|father|mom|dad|brother|sister|girlfriend|boyfriend|ex|parents|roommate|classmates?)|children|kids|women|men)';
const group =
  '(?:jews?|jewish people|muslims?|christians?|blacks?|black people|whites?|white people|asians?|mexicans?|immigrants|gays?|gay people|lesbians?|homosexuals|trans(?:gender)? people|women|arabs?|indians|gypsies|refugees)';

const kinds: readonly UnsafeKind[] = [
  {
    reason: 'unsafe-sexual',
    meaning: 'sexual content',
    pattern: anyOf(
      'porn(?:o|os|star|stars|hub)?',
      'xxx (?:pics?|videos?|movies?|sex|girls?|sites?|free|adult)|(?:free|hot|teen) xxx',
      'hentai',
      'blow ?jobs?',
      'hand ?jobs?',
      'cum ?shots?',
      'creampies?',
      'gang ?bangs?',
      'bukkake',
      'deep ?throat(?:ing)?',
      'milfs?',
      'pussy|pussies',
      'big tits|tits|titties',
      '(?:big|huge|nice|hot|great) (?:boobs?|boobies)',
      'dildos?',
      'masturbat(?:e|es|ing)',
      'horny',
      'upskirts?',
      'cameltoe',
      'shemales?',
      'orgy|orgies',
      'erotic(?:a)? (?:stor(?:y|ies)|pics?|pictures?|photos?|videos?|massage|fiction|literature)',
      'incest (?:stor(?:y|ies)|sex|pics?|videos?)',
      'bestiality|beastiality|zoophilia',
      'bondage (?:pics?|stor(?:y|ies)|videos?|sex)',
      'fuck(?:ing|ed|s)? (?:my|her|him|me|girls?|teens?|machines?|sluts?|a|the)',
      'sluts?|whores?',
      '(?:nude|naked|topless) (?:pics?|pictures?|photos?|images?|videos?|girls?|women|men|boys?|teens?|celeb\\w*|babes?|models?|moms?|wives)',
      '(?:girls?|women|men|boys?|teens?|celeb\\w*|babes?|moms?|wives|pics?|pictures|photos?) (?:nude|naked|topless)',
      '(?:free|teen|gay|lesbian|hot|amateur|anal|oral|group|phone|live|cyber|hardcore|interracial|black|asian|granny|celebrity) sex',
      'sex (?:pics?|pictures?|photos?|videos?|movies?|tapes?|clips?|cams?|chat|stor(?:y|ies)|toys?|slaves?|scenes?|dolls?|shops?|parties|party|girls?|sites?|with (?:animals?|dogs?|horses?))',
      'adult (?:videos?|movies?|dvds?|chat|sex|stor(?:y|ies)|personals|toys?|friend ?finder|films?|entertainment)',
      '(?:escort|call girl|hooker|prostitute)s? (?:service|in|agency|near)',
      '(?:child|kiddie|preteen|underage|lolita) (?:porn\\w*|sex|nude\\w*|models?)',
      'write (?:me )?(?:an? )?(?:\\w+ ){0,3}(?:smut|erotica|sex scene|erotic \\w+)',
    ),
    unless: anyOf(
      learned,
      'deep ?throat watergate',
      'pussy ?(?:cat|willow|riot)s?',
      'xxx(?:l|ii+|iv)',
      'super ?bowl',
    ),
  },
  {
    reason: 'unsafe-violence',
    meaning: 'harm to others',
    pattern: anyOf(
      `(?:how (?:to|do i|can i|would (?:i|you)|do you)|ways? to|best way to|help me|i (?:want|need|plan|am going) to|i'?m going to|instructions (?:to|for)|tell me how to) (?:\\w+ ){0,2}(?:kill|murder|poison|strangle|stab|kidnap|torture|rape|behead|dismember|shoot) ${person}`,
      '(?:how (?:to|do i|can i|do you)|instructions (?:to|for)|steps to|recipe for|guide to|tell me how to|help me) (?:\\w+ ){0,2}(?:mak(?:e|ing)|build(?:ing)?|assembl(?:e|ing)|creat(?:e|ing)|synthesi[sz](?:e|ing)) (?:an? |the )?(?:\\w+ ){0,2}(?:(?:pipe |car |nail |dirty |fertilizer )?bombs?|molotov(?: cocktails?)?|explosives?|grenades?|napalm|poison(?:ous)? gas|nerve (?:gas|agent)|sarin|ricin|mustard gas|bioweapons?|ghost guns?|ied)',
      'hir(?:e|ing) (?:a )?hit ?m[ae]n',
      '(?:beheading|decapitation|execution|snuff|gore) (?:videos?|pics?|pictures?|films?|movies?)',
      '(?:plan|commit|carry out) (?:a )?(?:mass|school) shooting',
      'rape (?:pics?|videos?|stor(?:y|ies)|fantas\\w+|porn|sex|her)',
      'hide a (?:dead )?body',
    ),
    unless: anyOf(
      learned,
      'bath bombs?',
      'minecraft|roblox|fortnite|skyrim|sims|gta|game|character|novel|plot|in the (?:book|movie|show)',
      'bomb (?:calorimeter|cyclone)',
    ),
  },
  {
    reason: 'unsafe-hate',
    meaning: 'hatred of groups',
    pattern: anyOf(
      'n[i1]gg(?:er|ers|az)',
      'fagg?ots?',
      'kikes?',
      'wetbacks?',
      'towel ?heads?|rag ?heads?',
      'gooks?',
      'white power|white supremacy now|heil hitler|sieg heil|race war now',
      `(?:kill|gas|exterminate|lynch|deport) (?:all )?(?:the )?${group}`,
      `${group} (?:are|should be) (?:all )?(?:inferior|subhuman|vermin|animals|scum|filthy?|parasites|killed|exterminated|gassed|stupid|evil|trash|garbage|disgusting)`,
      `i hate (?:all |the )?${group}`,
      `why are (?:all )?${group} so (?:\\w+ )?(?:stupid|dumb|lazy|ugly|violent|dirty|evil|annoying|greedy)`,
      `(?:insults?|slurs?) (?:about|against|for) ${group}`,
      '(?:racist|sexist|anti-?semitic|homophobic|mean|nasty) (?:jokes?|memes?|songs?) (?:about|against|on)|(?:racist|sexist|anti-?semitic|homophobic) (?:jokes?|memes?|songs?)',
      'jokes? that (?:make fun of|mock) (?:disabled|fat|old|poor|foreign|deaf|blind|gay) people',
    ),
    unless: anyOf(
      learned,
      'words?|terms?|epithets?|origin|etymology|usage|offensive|slurs?|say|says|saying|novel|book|quote|autobiography|who (?:said|wrote)',
    ),
  },
  {
    reason: 'unsafe-self-harm',
    meaning: 'harm to oneself',
    pattern: anyOf(
      "(?:how (?:to|do i|can i)|ways? to|best way to|easiest way to|i (?:want|wanna|need|plan|am going) to|i'?m going to|should i|thinking of) (?:\\w+ ){0,2}(?:kill(?:ing)? myself|commit(?:ting)? suicide|hang(?:ing)? myself|cut(?:ting)? myself|hurt(?:ing)? myself|stop eating completely|end(?:ing)? my (?:own )?life|end it all|overdose on|slit my wrists?)",
      '(?:painless|easy|quick|fastest|least painful) (?:ways? to (?:die|kill (?:yourself|myself)|commit suicide)|suicide(?: methods?)?)',
      'suicide methods?',
      'i (?:want|wanna) to? ?die',
      '(?:how much|how many) (?:\\w+ ){1,4}to (?:overdose|kill (?:yourself|myself|me))',
      'starve myself|(?:stop eating|not eat|lose weight) without (?:my|any)\\w+ (?:\\w+ )?noticing',
      'pro[- ]ana|thinspo(?:ration)?',
    ),
    unless: anyOf(
      'prevent\\w*|hotline|help line|statistics|history|warning signs|awareness|friend|laws?|legal|research|stud(?:y|ies)',
    ),
  },
  {
    reason: 'unsafe-crime',
    meaning: 'crime against others',
    pattern: anyOf(
      `(?:hack|crack|break|get) (?:in ?to )?(?:the )?(?:(?:some(?:one|body)(?:'?s| else'?s)?|my (?:\\w+ )?(?:neighbou?rs?|ex|wife|husband|girlfriends?|boyfriends?|boss)(?:'?s)?|other people'?s) (?:\\w+ )?(?:e-?mail|account|phone|wi-?fi|facebook|instagram|snapchat|password|computer|house)|wi-?fi password of)`,
      '(?:read|track|follow|watch|record|spy on|drug) (?:my |some)\\w+(?: \\w+){0,3} without (?:her|him|them|anyone|anybody)(?: \\w+)? (?:knowing|noticing)',
      '(?:make|get|buy|forge) (?:me )?(?:an? )?(?:fake|false|forged) (?:id|ids|passport|prescription|sick note|diploma|licen[cs]e|money|signature)s?',
      '(?:fake|forge) (?:my |a |the )?(?:\\w+ )?signature',
      'stolen (?:credit )?cards?(?: numbers?)?',
      '(?:shoplift|steal|rob|burgle)\\w* (?:\\w+ ){0,6}without (?:getting|being) caught',
      '(?:write|create|make|draft) (?:me )?(?:an? )?(?:\\w+ ){0,3}(?:phishing|scam|blackmail|ransom)',
      '(?:launder|counterfeit) money|hid(?:e|ing) (?:my )?money from the (?:tax|irs)',
      '(?:write|post|create|make) (?:me )?(?:an? |some )?fake (?:reviews?|profiles?)',
      'fake an? (?:\\w+ )?(?:accident|injury|illness|death|robbery)',
      '(?:get|take) revenge on|get back at (?:my|him|her|them)|keying (?:her|his|their|my) car',
      '(?:bully|humiliate|harass|stalk|scare|blackmail) (?:my (?:ex|boss|co-?worker|classmate|neighbou?r|teacher)|an? (?:girl|boy|kid)|him|her|them)',
      'follow (?:my (?:ex|boss|co-?worker|neighbou?r|teacher)|some(?:one|body)|an? (?:girl|woman)|him|her) (?:home|with a hidden)',
      'tricks? (?:old|elderly) people|spread (?:a )?(?:false )?rumou?rs?|insulting (?:message|text|letter|e-?mail)',
      '(?:weapons?|knife|gun|guns) (?:\\w+ ){0,6}metal detectors|past (?:airport )?security with an? (?:knife|gun|weapon)',
      '(?:buy|get|order) (?:\\w+ ){1,3}without (?:a )?prescription',
      '(?:get|make) (?:some(?:one|body)|him|her|them) addicted',
      "(?:put|slip|mix) (?:\\w+ ){0,4}(?:in|into) (?:a|an|his|her|some(?:one|body)(?:'?s)?) drink (?:so|to make|without)",
      '(?:make|mix) (?:\\w+ ){0,4}(?:poisonous|toxic) gas',
      "poison (?:the|my) neighbou?r'?s?'? (?:dog|cat)s?",
      "(?:lock|bike|car|house) (?:that|which) is(?:n'?t| not) mine|neighbou?r'?s?'? (?:door|lock|window|house) without",
      'cheat a breathaly[sz]er|answers (?:of|to|for) the exam i stole',
    ),
    unless: anyOf(learned, 'protect\\w*|avoid\\w*|recogni[sz]e|spot|happens|movie|novel|game'),
  },
];

/** Of each kind by its reason. */
const tests = sieved(Object.fromEntries(kinds.map(({ reason, pattern }) => [reason, pattern])));

/** The reasons that speak against a text, none for nearly all. */
export function unsafeReasons(given: string): string[] {
  const text = readLookAlikes(given);
  return kinds
    .filter(({ reason, unless }) => tests[reason]?.test(text) && !unless.test(text))
    .map(({ reason }) => reason);
}

/**
 * Drops, flags or keeps sexual, violent and hateful texts and those about self-harm. A list of words in context: a
 * first sieve for publishing, not a moderation model.
 */
export const unsafe: QueryFilter = {
  name: 'unsafe',
  reasons: Object.fromEntries(kinds.map(({ reason, meaning }) => [reason, meaning])),
  prepare:
    async ({ unsafe: choice }) =>
    (draft) => {
      if (choice === 'keep') return { kept: draft };
      const reasons = unsafeReasons(draft.text);
      const [first] = reasons;
      if (first === undefined) return { kept: draft };
      if (choice === 'drop') return { reason: first };
      return { kept: { ...draft, flags: [...draft.flags, ...reasons] } };
    },
};
