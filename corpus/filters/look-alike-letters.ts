/** Letters of other scripts, and digits, that stand for Latin letters they look like. */

/** After the table of confusables of Unicode (UTS 39), as far as Cyrillic and Greek letters look Latin. */
const latinOf: Readonly<Record<string, string>> = {
  ...letters('авсԁеһіјкӏмпорԛгѕтіцуѵхушԝь', 'abcdehijklmnopqrstiuyvxywwb'),
  ...letters('αβγεηικνορτυχω', 'abyenikvoptuxw'),
};

function letters(from: string, to: string): Record<string, string> {
  const targets = [...to];
  return Object.fromEntries([...from].map((letter, at) => [letter, targets[at] ?? letter]));
}

const digitOf: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** A word of Latin letters with others, or with digits between them: what is written so hides from lists of words. */
const mixedWord =
  /(?=[\p{L}\d@$!]*[a-z])(?=[\p{L}\d@$!]*(?:[\u0370-\u052f]|[a-z][\d@$!]+[a-z]))[\p{L}\d@$!]+/giu;
/** Every such word has one of these. */
const mayHide = /[\u0370-\u052f]|[a-z][\d@$!]+[a-z]/iu;
const foreignWord = /[\u0370-\u052f]+/gu;

/** The text as it reads to the eye. Words wholly in another script are read so only where each letter looks Latin. */
export function readLookAlikes(text: string): string {
  if (!mayHide.test(text)) return text;
  return text
    .replace(mixedWord, (word) => [...word].map((letter) => latin(letter) ?? letter).join(''))
    .replace(foreignWord, (word) => {
      const read = [...word].map((letter) => latinOf[letter.toLowerCase()]);
      return read.includes(undefined) ? word : read.join('');
    });
}

function latin(letter: string): string | undefined {
  return latinOf[letter.toLowerCase()] ?? digitOf[letter];
}
