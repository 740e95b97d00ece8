/** Text in plain characters: compatibility forms (NFKC), with fractions and powers that keep their value. */

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * A text in NFKC. There `1½` would be 11/2 and `5²` would be 52: they are 1 1/2 and 5^2 here. Marks of right and wrong are
 * words, and what is struck out is gone.
 */
export function plainCharacters(text: string): string {
  const said = text.replace(/~~[^~\n]+~~/g, ' ');
  return isAscii(said) ? said : compatible(said);
}

export function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins with them.
  return /^[\x00-\x7f]*$/.test(text);
}

function compatible(text: string): string {
  return text
    .replace(/(?<=\d)(?=[¼-¾⅐-⅞])/g, ' ')
    .replace(/[⁰¹²³⁴-⁹]+/g, (power) => `^${[...power].map((digit) => superscripts.indexOf(digit)).join('')}`)
    .replace(/[❌✗✘✖]\ufe0f?/g, ' is wrong ')
    .replace(/[✅✓✔☑]\ufe0f?/g, ' ')
    .normalize('NFKC')
    .replaceAll('⁄', '/');
}

/**
 * The signs of a text that change what an answer says and that no comparison of words sees: signs of mathematics and money, and
 * brackets around what stands between commas ("[0, 1)").
 */
export function signsOf(text: string): string {
  const signs = text.match(/[±∓√∛≤≥≠∞∈∪∩|$£€¥₹‰]/g) ?? [];
  const brackets = /[[\](){}][^[\](){}]*[,;][^[\](){}]*[[\](){}]/.test(text)
    ? (text.match(/[[\](){}]/g) ?? [])
    : [];
  return [...signs, ...brackets].join('');
}
