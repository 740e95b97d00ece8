/** Evidence of a language: its function words and question words. */

/**
 * The commonest words of languages in Latin script: what tells a sentence's language where n-grams are too few. Words that
 * English uses (door, sin, come) or that its names are full of (los, la, el, des, van, com) are left out.
 */
const lists: Readonly<Record<string, string>> = {
  en: 'the of what how which why where when who whose does did are were with from your you and is to for can should has have had if that this there would could about do my recipe meaning definition lyrics best free map history county school jobs online types list cast effects height price english translate difference between example write explain vs number year song who use make',
  es: 'una unos que cual cuando donde quien por para con del en fue más de su sus lo un qué está esta este pero sobre entre tiene puede hacer',
  fr: 'le du une un est qui quoi dans avec sans pour de et sont aux au ce cette ses ont être mon comment quand',
  de: 'der das dem eine einen einem einer ist sind wie wer wo und oder nicht mit von zum zur bei im auf für gibt es wurde wird nach ich mein kann sich über aus haben werden durch bedeutet macht heißt',
  pt: 'um uma que quem como por para dos na é são foi não em de ao mais seu sua você fazer pode',
  it: 'lo gli una che chi con della dei delle di è sono nel nella un cosa quanto più si non',
  nl: 'de het een wat wie waar hoe voor niet zijn te bij naar ik kan wordt werd aan',
};

/** Question words, and words of requests, that English does not share: one of them is enough. */
const questionLists: Readonly<Record<string, string>> = {
  es: 'quien quienes cuantos cuantas receta resumen necesito ayuda escribe cuento dibujo traducir significado cuál cuáles cuándo cómo dónde quién quiénes cuánto cuántos cuánta cuántas qué',
  fr: "pourquoi ecris écris horaires ouverture traduire recette combien exercice quel quelle quels quelles où pourquoi combien qu'est est-ce",
  de: 'wetter morgen rezept hauptstadt schreibe schreib unterschied zwischen warum kannst bedeutung übersetzung kosten berechnen welche welcher welches welchem welchen woher wohin warum wann wieviel weshalb wieso wozu',
  pt: 'receita escreva você resumo significado fazer qual quais onde quanto quantos quantas',
  it: 'perche cosa scrivi ricetta significato traduzione qual quale quali perché quanti quante',
  nl: 'maak schrijf hoofdstad betekenis recept welke waarom wanneer hoeveel',
  pl: 'jak zrobić stolica przepis dlaczego jaka jaki jakie gdzie kiedy czym',
  cs: 'recept jak proč jaký jaká kolik',
  da: 'hvem opskrift hvad hvorfor hvordan hvilken hvornår',
  sv: 'vem recept hur varför vilken vilket vilka',
  fi: 'kuka tehdä resepti mikä miten miksi missä milloin kuinka',
  hu: 'hány recept miért hogyan mikor melyik',
  tr: 'kaç nerede neresi yapılır tarifi nedir nasıl neden hangi',
  id: 'siapa cara membuat yang adalah dan kenapa bagaimana mengapa apakah berapa',
  ro: 'este cum când unde rețetă',
  sw: 'nini nani gani wapi vipi',
  hi: 'kya kaise kyun kyon hai mein kaun kab',
  vi: 'tại là gì như thế nào của',
  tl: 'ano paano bakit saan ang mga',
};

/** What one word says. */
interface KnownWord {
  /** Languages of which it is a function word, and in which it asks. */
  readonly languages: string[];
  readonly asksIn: string[];
}

function wordTable(): ReadonlyMap<string, KnownWord> {
  const table = new Map<string, KnownWord>();
  const add = (source: Readonly<Record<string, string>>, into: keyof KnownWord): void => {
    for (const [language, words] of Object.entries(source)) {
      for (const word of new Set(words.split(' '))) {
        const known = table.get(word) ?? { languages: [], asksIn: [] };
        known[into].push(language);
        table.set(word, known);
      }
    }
  };
  add(lists, 'languages');
  add(questionLists, 'asksIn');
  return table;
}

/** Languages that are known by their words. */
export const wordLanguages: readonly string[] = [...Object.keys(lists), ...Object.keys(questionLists)];

const knownWords = wordTable();

/** How many function words of each language a text holds, and the languages of its question words. */
export interface WordEvidence {
  readonly words: number;
  readonly hits: ReadonlyMap<string, number>;
  readonly asksIn: ReadonlySet<string>;
}

const anyWords = /[\p{L}\p{M}][\p{L}\p{M}'-]*/gu;

const noLanguages: ReadonlySet<string> = new Set();

export function wordEvidence(text: string): WordEvidence {
  const found: KnownWord[] = [];
  const words = asciiWords(text, found) ?? wordsOfAnyScript(text, found);
  const hits = new Map<string, number>();
  let asksIn: Set<string> | undefined;
  for (const known of found) {
    for (const language of known.languages) hits.set(language, (hits.get(language) ?? 0) + 1);
    for (const language of known.asksIn) asksIn = (asksIn ?? new Set()).add(language);
  }
  return { words, hits, asksIn: asksIn ?? noLanguages };
}

/** How many words a text has; those that are known are put into `found`. */
function wordsOfAnyScript(text: string, found: KnownWord[]): number {
  const words = text.toLowerCase().match(anyWords) ?? [];
  for (const word of words) {
    const known = knownWords.get(word);
    if (known) found.push(known);
  }
  return words.length;
}

/** In lower case what words of ASCII begin with (1) or go on with (1 and 2), by its code. */
const asciiParts = Uint8Array.from({ length: 0x80 }, (_, code) => {
  const letter = String.fromCharCode(code);
  if (/[a-z]/i.test(letter)) return 1;
  return /['-]/.test(letter) ? 2 : 0;
});

/** Known words of ASCII by a hash: no string is made of those that are not known. */
const knownByHash = new Map([...knownWords].map(([word, known]) => [asciiHash(word), { word, known }]));

function asciiHash(word: string): number {
  let hash = 0;
  for (let at = 0; at < word.length; at += 1) hash = hashedOn(hash, word.charCodeAt(at));
  return hash;
}

function hashedOn(hash: number, code: number): number {
  return Math.imul(hash ^ (code | 0x20), 0x01000193);
}

const blank = 0x20;
const outside = -1;

/** The same where all of a text is ASCII, as most are; else undefined. */
function asciiWords(text: string, found: KnownWord[]): number | undefined {
  let words = 0;
  let start = outside;
  let hash = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : blank;
    if (code >= 0x80) {
      found.length = 0;
      return undefined;
    }
    const part = asciiParts[code] ?? 0;
    if (start === outside) {
      if (part !== 1) continue;
      start = at;
      hash = 0;
      words += 1;
    }
    if (part !== 0) {
      hash = hashedOn(hash, code);
      continue;
    }
    const entry = knownByHash.get(hash);
    if (entry && text.slice(start, at).toLowerCase() === entry.word) found.push(entry.known);
    start = outside;
  }
  return words;
}
