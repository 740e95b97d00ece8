const units = [
  'zero one two three four five six seven eight nine',
  'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
]
  .join(' ')
  .split(' ');
const tens = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const parts = new Map([
  [2, 'half'],
  [3, 'third'],
  [4, 'quarter'],
  [5, 'fifth'],
  [6, 'sixth'],
  [7, 'seventh'],
  [8, 'eighth'],
  [9, 'ninth'],
  [10, 'tenth'],
]);

/** A whole number from -999,999 to 999,999 in British English: `one hundred and five`. */
export function numberWords(value: number): string {
  if (value < 0) return `minus ${numberWords(-value)}`;
  if (value < 20) return units[value] ?? '';
  if (value < 100) {
    const ten = tens[Math.floor(value / 10)] ?? '';
    return value % 10 === 0 ? ten : `${ten}-${numberWords(value % 10)}`;
  }
  const [size, name]: [number, string] = value < 1000 ? [100, 'hundred'] : [1000, 'thousand'];
  const rest = value % size;
  const head = `${numberWords(Math.floor(value / size))} ${name}`;
  if (rest === 0) return head;
  return `${head}${rest < 100 ? ' and ' : ' '}${numberWords(rest)}`;
}

/** A fraction in words, `three eighths`; undefined where its denominator has no usual name. */
export function fractionWords(numerator: number, denominator: number): string | undefined {
  const part = parts.get(denominator);
  if (part === undefined) return undefined;
  const plural = numerator === 1 ? part : `${part.replace(/f$/, 've')}s`;
  return `${numberWords(numerator)} ${plural}`;
}

const leadingNumber = /^(?:about |[a-z] ?= ?|["'])?(-?)(?:[$€£] ?)?(\d+(?:\.\d+)?)(?:\/(\d+))?/;

/** The number that a text begins with: `$1,250.50`, `x = −3`, `3/8`, `about 33 %`; undefined where there is none. */
export function numberIn(text: string): number | undefined {
  const plain = text.replaceAll('−', '-').replaceAll(/(?<=\d),(?=\d{3})/g, '');
  const [, sign, digits, denominator = '1'] = leadingNumber.exec(plain) ?? [];
  if (digits === undefined) return undefined;
  return ((sign === '-' ? -1 : 1) * Number(digits)) / Number(denominator);
}
