/** Evidence of a language: its function words and question words. */

/**
 * The commonest words of languages in Latin script: what tells a sentence's language where n-grams are too few. Words that
 * English uses (door, sin, come) or that its names are full of (los, la, el, des, van, com) are left out.
 */
const lists: Readonly<Record<string, string>> = {
  en: 'the of what how which why where when who whose does did are were with from your you and is to for can should has have had if that this there would could about do my',
  es: 'una unos que cual cuando donde quien por para con del en fue más de su sus lo un qué está esta este pero sobre entre tiene puede hacer',
  fr: 'le du une un est qui quoi dans avec sans pour de et sont aux au ce cette ses ont être mon comment quand',
  de: 'der das dem eine einen einem einer ist sind wie wer wo und oder nicht mit von zum zur bei im auf für gibt es wurde wird nach ich mein kann sich über aus haben werden durch bedeutet macht heißt',
  pt: 'um uma que quem como por para dos na é são foi não em de ao mais seu sua você fazer pode',
  it: 'lo gli una che chi con della dei delle di è sono nel nella un cosa quanto più si non',
  nl: 'de het een wat wie waar hoe voor niet zijn te bij naar ik kan wordt werd aan',
};

/** Question words that no other language shares: one of them is enough. */
const questionLists: Readonly<Record<string, string>> = {
  es: 'cuál cuáles cuándo cómo dónde quién quiénes cuánto cuántos cuánta cuántas qué',
  fr: "quel quelle quels quelles où pourquoi combien qu'est est-ce",
  de: 'welche welcher welches welchem welchen woher wohin warum wann wieviel weshalb wieso wozu',
  pt: 'qual quais onde quanto quantos quantas',
  it: 'quale quali perché quanti quante',
  nl: 'welke waarom wanneer hoeveel',
  pl: 'dlaczego jaka jaki jakie gdzie kiedy czym',
  cs: 'proč jaký jaká kolik',
  da: 'hvad hvorfor hvordan hvilken hvornår',
  sv: 'varför vilken vilket vilka',
  fi: 'mikä miten miksi missä milloin kuinka',
  hu: 'miért hogyan mikor melyik',
  tr: 'nedir nasıl neden hangi',
  id: 'kenapa bagaimana mengapa apakah berapa',
};

function wordTable(source: Readonly<Record<string, string>>): ReadonlyMap<string, readonly string[]> {
  const table = new Map<string, string[]>();
  for (const [language, words] of Object.entries(source)) {
    for (const word of new Set(words.split(' '))) table.set(word, [...(table.get(word) ?? []), language]);
  }
  return table;
}

/** Languages that are known by their words. */
export const wordLanguages: readonly string[] = [...Object.keys(lists), ...Object.keys(questionLists)];

const functionWords = wordTable(lists);
const questionWords = wordTable(questionLists);

/** How many function words of each language a text holds, and the languages of its question words. */
export interface WordEvidence {
  readonly words: number;
  readonly hits: ReadonlyMap<string, number>;
  readonly asksIn: ReadonlySet<string>;
}

const noLanguages: ReadonlySet<string> = new Set();

export function wordEvidence(text: string): WordEvidence {
  const words = text.toLowerCase().match(/[\p{L}\p{M}][\p{L}\p{M}'-]*/gu) ?? [];
  const hits = new Map<string, number>();
  let asksIn: Set<string> | undefined;
  for (const word of words) {
    for (const language of functionWords.get(word) ?? []) hits.set(language, (hits.get(language) ?? 0) + 1);
    for (const language of questionWords.get(word) ?? []) {
      asksIn ??= new Set();
      asksIn.add(language);
    }
  }
  return { words: words.length, hits, asksIn: asksIn ?? noLanguages };
}
