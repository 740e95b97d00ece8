/** Which languages are written in which script. */

/** Scripts other than Latin and the languages written in them, as far as they are told apart. */
const scripts: readonly {
  readonly letters: RegExp;
  readonly languages: readonly string[];
  readonly weight: number;
}[] = [
  // One of these characters says about as much as two letters.
  { letters: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, languages: ['ja'], weight: 2 },
  { letters: /\p{Script=Han}/gu, languages: ['zh', 'ja'], weight: 2 },
  { letters: /\p{Script=Hangul}/gu, languages: ['ko'], weight: 2 },
  { letters: /\p{Script=Cyrillic}/gu, languages: ['ru', 'uk', 'bg', 'sr', 'be', 'mk', 'kk'], weight: 1 },
  { letters: /\p{Script=Arabic}/gu, languages: ['ar', 'fa', 'ur', 'ku', 'ps'], weight: 1 },
  { letters: /\p{Script=Devanagari}/gu, languages: ['hi', 'mr', 'ne'], weight: 1 },
  { letters: /\p{Script=Bengali}/gu, languages: ['bn', 'as'], weight: 1 },
  { letters: /\p{Script=Thai}/gu, languages: ['th'], weight: 1 },
  { letters: /\p{Script=Greek}/gu, languages: ['el'], weight: 1 },
  { letters: /\p{Script=Hebrew}/gu, languages: ['he', 'yi'], weight: 1 },
  { letters: /\p{Script=Tamil}/gu, languages: ['ta'], weight: 1 },
  { letters: /\p{Script=Telugu}/gu, languages: ['te'], weight: 1 },
  { letters: /\p{Script=Kannada}/gu, languages: ['kn'], weight: 1 },
  { letters: /\p{Script=Malayalam}/gu, languages: ['ml'], weight: 1 },
  { letters: /\p{Script=Gujarati}/gu, languages: ['gu'], weight: 1 },
  { letters: /\p{Script=Gurmukhi}/gu, languages: ['pa'], weight: 1 },
  { letters: /\p{Script=Oriya}/gu, languages: ['or'], weight: 1 },
  { letters: /\p{Script=Armenian}/gu, languages: ['hy'], weight: 1 },
  { letters: /\p{Script=Georgian}/gu, languages: ['ka'], weight: 1 },
  { letters: /\p{Script=Ethiopic}/gu, languages: ['am', 'ti'], weight: 1 },
  { letters: /\p{Script=Lao}/gu, languages: ['lo'], weight: 1 },
  { letters: /\p{Script=Khmer}/gu, languages: ['km'], weight: 1 },
  { letters: /\p{Script=Myanmar}/gu, languages: ['my'], weight: 1 },
  { letters: /\p{Script=Sinhala}/gu, languages: ['si'], weight: 1 },
];

/** Languages that are known by their script. */
export const scriptLanguages: readonly string[] = scripts.flatMap(({ languages }) => languages);

const nonLatinLanguages = new Set(scriptLanguages);

/** Whether a language is written in Latin script, as far as is known here. */
export function isLatinLanguage(language: string): boolean {
  return !nonLatinLanguages.has(language);
}

const startsInLatin = /^[\p{Script=Latin}\p{N}'’]+(?:[ ,-]+[\p{Script=Latin}\p{N}'’]+){3}/u;

/**
 * The languages of the script that most of a text is in, or undefined for Latin. The few Han characters of a
 * Japanese text do not make it Chinese. What begins with a few Latin words asks in them about what follows: a
 * request to translate.
 */
export function languagesOfScript(text: string): readonly string[] | undefined {
  if (/^\p{ASCII}*$/u.test(text)) return undefined;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (latin === letters || startsInLatin.test(text)) return undefined;
  let other = 0;
  let most: { readonly languages: readonly string[]; readonly count: number } | undefined;
  for (const { letters: pattern, languages, weight } of scripts) {
    const count = (text.match(pattern)?.length ?? 0) * weight;
    if (count === 0) continue;
    other += count;
    // Kana comes first and settles it: no other language mixes it with Han.
    if (!most || (count > most.count && !most.languages.includes('ja'))) most = { languages, count };
  }
  return most && other > latin ? most.languages : undefined;
}
