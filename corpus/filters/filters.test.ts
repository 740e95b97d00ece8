import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft, FilterOptions, Verdict } from './filter.js';
import { queryFilters } from './index.js';

const options: FilterOptions = {
  languages: ['en'],
  minLength: 3,
  maxLength: 4_000,
  pii: 'mask',
  unsafe: 'drop',
};

const draftOf = (text: string): Draft => ({
  text,
  language: 'und',
  flags: [],
  attachment: false,
  isFromPage: false,
});

async function judge(filter: string, text: string, changed: Partial<FilterOptions> = {}): Promise<Verdict> {
  const apply = await queryFilters.get(filter).prepare({ ...options, ...changed });
  return apply(draftOf(text));
}

/** One row a filter: texts it keeps as they are, and for each of its reasons texts it rejects. */
interface ContractRow {
  readonly keeps: readonly string[];
  readonly rejects: Readonly<Record<string, readonly string[]>>;
  readonly options?: Partial<FilterOptions>;
}

const rows: Readonly<Record<string, ContractRow>> = {
  normalise: {
    keeps: [
      'how do tides work',
      'is a < b > c true',
      'what does <br> do',
      'AT&T stock history',
      '`a  &amp;  b`',
    ],
    rejects: { empty: ['   ', '\u200b\u200b', '<p> </p>', '&nbsp;'] },
  },
  language: {
    keeps: [
      'how do tides work',
      'las vegas hotels',
      'el paso county jail',
      'what does déjà vu mean',
      'mazda rx7 turbo kit',
      'translate 你好 to english please',
    ],
    rejects: {
      'other-language': [
        'wie viele inseln hat dänemark',
        'Welche Farbe hat der Himmel',
        '¿cuántos ríos hay en españa?',
        'quelle est la hauteur de la tour',
        '東京の天気はどうですか',
        'сколько будет два плюс два',
        'كم عدد الكواكب',
      ],
    },
  },
  'is-query': {
    keeps: [
      'giraffe height',
      'Explain how a zip works.',
      'I want a short poem about rain.',
      'My screen is not working.',
      'The capital of Peru is __________.',
      '2+2=?',
      'privacy policy for a small shop example',
      'html css',
      'Is it legal to copy a lock?',
    ],
    rejects: {
      'no-words': ['???', '12345', '. . .'],
      gibberish: ['aaaaaaaaaa', 'asdfghjkl', 'xkcdqwrtp', 'hahahahahaha'],
      'bare-url': ['https://example.org/a?b=c', 'www.example.org', 'example.co.uk'],
      boilerplate: [
        'Privacy Policy',
        '© 2019 Example Ltd',
        'Home > Shop > Shoes',
        'Skip to content',
        'Read more',
      ],
      'small-talk': ['hi', 'Hello there!', 'thanks a lot', 'ok', 'test'],
      advertisement: ['Order now and save 20 %', 'Free shipping on all boots'],
      statement: ['The bridge was opened by the mayor in May.', 'My cat sleeps on the sofa every day.'],
    },
  },
  answerable: {
    keeps: [
      'how to hang pictures straight',
      'draw a conclusion from these facts: all cats are mammals',
      'what is weather',
      'average weather in rome in may',
      'how do i download a file in python',
      'Summarize this: the dog ran and the cat slept on the mat',
      'write the alt text of an image in html',
      'how do i keep the caption above the figure',
      'why does it rain',
      'why does it get dark',
      'how do i open the attached file of an email',
      'who invented the pdf',
    ],
    rejects: {
      'asks-for-image': [
        'pictures of lighthouses',
        'sunset wallpapers',
        'draw me a horse',
        'show me a pic of a heron',
        'make a logo for my cafe',
      ],
      'asks-for-file': [
        'abba mp3',
        'free ringtones',
        'download drivers for printer',
        'give me the pdf of the novel',
        'send it to me as a pdf',
      ],
      'live-data': [
        'weather in oslo',
        'pizza near me',
        'what time is it',
        'where is my order',
        'when does my train leave',
        'latest news',
      ],
      'missing-context': [
        'Summarize this article',
        'what is wrong with the code above',
        'explain it again but simpler',
        'what plant is this in the photo',
        'continue this story',
        'fix the bug in my code',
        'what does the attached file say',
        'why does it do that',
      ],
    },
  },
  length: {
    keeps: ['why tea', 'how do tides work'],
    rejects: {
      'too-short': ['ab'],
      'too-long': ['x'.repeat(21)],
      'too-few-tokens': ['tea'],
      'too-many-tokens': ['q1 z2 x3 w4 v5 u6 t', '<|im_end|>'],
    },
    options: { maxLength: 20, minTokens: 2, maxTokens: 5 },
  },
  'personal-data': {
    keeps: [
      'how do tides work',
      'ubuntu 20.04.6 release',
      'isbn 9780306406157',
      'years 1914-1918 and 1939-1945',
      'what is 192.168.1.1',
      'python version 3.11.4.1',
      'phone number format in france',
      'zip code 90210-1234',
      '3.14159265358979',
      'order 1234567890123456',
      '@property decorator',
    ],
    rejects: { 'personal-data': ['write to joe@example.com', 'call me at 555-123-4567'] },
    options: { pii: 'drop' },
  },
  unsafe: {
    keeps: [
      'breast cancer symptoms',
      'sex education in schools',
      'how to kill a process in linux',
      'bath bomb recipe how to make a bath bomb',
      'suicide prevention hotline',
      'same sex marriage law',
      'cock a doodle doo rhyme',
      'maine coon cat',
      'how did the bomb squad begin',
    ],
    rejects: {
      'unsafe-sexual': ['free porn', 'nude pics of celebrities'],
      'unsafe-violence': ['how to make a pipe bomb', 'how do i poison my neighbour'],
      'unsafe-hate': ['why are women so stupid', 'kill all immigrants'],
      'unsafe-self-harm': ['how to kill myself', 'painless ways to die'],
      'unsafe-crime': ["how to hack someone's phone", 'buy a fake passport'],
    },
  },
};

describe.each(queryFilters.names)('the filter %s', (name) => {
  const row = rows[name];
  const filter = queryFilters.get(name);

  it('has a row in this test, with every one of its reasons', () => {
    expect(Object.keys(row?.rejects ?? {}).sort()).toEqual(Object.keys(filter.reasons).sort());
    for (const reason of Object.keys(filter.reasons)) expect(reason).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  });
  if (!row) return;

  it.each(row.keeps)('keeps %j as it is', async (text) => {
    expect((await judge(name, text, row.options)).kept).toMatchObject({ text });
  });

  const rejected = Object.entries(row.rejects).flatMap(([reason, texts]) =>
    texts.map((text) => [reason, text] as const),
  );
  it.each(rejected)('rejects as %s: %j', async (reason, text) => {
    expect(await judge(name, text, row.options)).toEqual({ reason });
  });

  it('says the same of the same text every time, and changes no draft', async () => {
    const apply = await filter.prepare(options);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' })), (text) => {
        const draft = Object.freeze(draftOf(text));
        const first = apply(draft);
        expect(apply(draft)).toEqual(first);
        if (first.reason !== undefined) expect(Object.keys(filter.reasons)).toContain(first.reason);
      }),
    );
  });

  it('takes no longer on long texts than their length allows', async () => {
    const apply = await filter.prepare({ ...options, maxLength: 1e9 });
    for (const unit of ['a', ' a', '1 ', '<b>', '&amp;', '-1', 'a.', '(', '1.1.', 'Home > ', '\u200c', '`']) {
      expect(apply(draftOf(unit.repeat(50_000)))).toBeDefined();
    }
  });
});

describe('languages', () => {
  it('can be several, or any', async () => {
    const german = 'wie viele inseln hat dänemark';
    expect((await judge('language', german, { languages: ['en', 'de'] })).kept).toMatchObject({
      language: 'de',
    });
    expect((await judge('language', german, { languages: 'any' })).kept).toMatchObject({ language: 'de' });
    expect((await judge('language', '東京の天気', { languages: ['ja'] })).kept).toMatchObject({
      language: 'ja',
    });
    expect(await judge('language', 'how do the tides work in the sea', { languages: ['de'] })).toEqual({
      reason: 'other-language',
    });
    expect(await judge('language', 'how do tides work', { languages: ['ja'] })).toEqual({
      reason: 'other-language',
    });
  });

  it('are stated only where they are clear', async () => {
    expect((await judge('language', 'how do the tides work')).kept).toMatchObject({ language: 'en' });
    expect((await judge('language', 'mazda rx7')).kept).toMatchObject({ language: 'und' });
  });

  it('are those of a request, not of what it is about', async () => {
    const asked = await judge('language', 'Please translate this into English: जैसा सत्संग किया तैसा');
    expect(asked.kept).toMatchObject({ language: 'en' });
    expect(await judge('language', 'जैसा सत्संग किया तैसा, please translate')).toEqual({
      reason: 'other-language',
    });
  });

  it('are those of the page where the text alone does not say', async () => {
    const apply = await queryFilters.get('language').prepare(options);
    const onPage = (text: string, pageLanguage: string): Verdict => apply({ ...draftOf(text), pageLanguage });
    expect(onPage('Garten Krefeld?', 'de')).toEqual({ reason: 'other-language' });
    expect(onPage('Garten Krefeld?', 'en').kept).toBeDefined();
    expect(onPage('How do the tides work?', 'de').kept).toMatchObject({ language: 'en' });
  });
});

it('what somebody does or thinks right now is nothing that data tell of', async () => {
  expect((await judge('answerable', 'What are you afraid of right now?')).kept).toBeDefined();
  expect(await judge('answerable', 'Who leads the table right now?')).toEqual({ reason: 'live-data' });
});

it.each([
  'What is the weather like right now in Oslo?',
  'hey, can you tell me how the weather is outside?',
  'What will the weather be like tomorrow in New York City?',
  'Will the weather be nice this weekend?',
])('%s asks for the weather of a day', async (text) => {
  expect(await judge('answerable', text)).toEqual({ reason: 'live-data' });
});

it.each([
  'Why is the weather so strange now compared to the fifties?',
  'What weather satellites are used today?',
  'How do you say "the weather is nice today" in French?',
])('%s asks for no weather', async (text) => {
  expect((await judge('answerable', text)).kept).toBeDefined();
});

describe('unsafe texts', () => {
  it('can be kept, with a flag or without', async () => {
    expect((await judge('unsafe', 'free porn', { unsafe: 'flag' })).kept?.flags).toEqual(['unsafe-sexual']);
    expect((await judge('unsafe', 'free porn', { unsafe: 'keep' })).kept?.flags).toEqual([]);
  });
});

it('what a page asks its reader in passing is a query only where somebody typed it', async () => {
  const apply = await queryFilters.get('is-query').prepare(options);
  for (const text of ['Already registered?', 'Lost your password?', 'What do you think? Tell us below!']) {
    expect(apply(draftOf(text)).kept).toBeDefined();
    expect(apply({ ...draftOf(text), isFromPage: true })).toEqual({ reason: 'boilerplate' });
  }
  const asked = { ...draftOf('How do I reset a forgotten password?'), isFromPage: true };
  expect(apply(asked)).toEqual({ kept: asked });
});

it('a text that came with an image is not the whole question', async () => {
  const apply = await queryFilters.get('answerable').prepare(options);
  expect(apply({ ...draftOf('how tall is this'), attachment: true })).toEqual({ reason: 'missing-context' });
});

describe('bad input', () => {
  const chain = async (text: string): Promise<Verdict> => {
    let draft = draftOf(text);
    for (const filter of queryFilters.all()) {
      const { kept, reason } = (await filter.prepare(options))(draft);
      if (!kept) return { reason };
      draft = kept;
    }
    return { kept: draft };
  };

  it('a "query" of 100,000 characters is too long', async () => {
    expect(await chain(`how do tides work ${'and why '.repeat(12_500)}`)).toEqual({ reason: 'too-long' });
  });

  it.each([
    ['zero-width characters', 'mail jo\u200be@exam\u200bple.com about tides'],
    ['right-to-left marks', 'mail \u202ejoe@\u200fexample.com\u202c about tides'],
    ['soft hyphens', 'mail jo\u00ade@exam\u00adple.com about tides'],
    ['full-width letters', 'mail \uff4a\uff4f\uff45\uff20example.com about tides'],
    ['brackets', 'mail joe [at] example [dot] com about tides'],
  ])('an e-mail address hidden by %s is masked', async (_, text) => {
    expect((await chain(text)).kept).toMatchObject({ text: 'mail [EMAIL] about tides' });
  });

  it.each([
    'free p\u043ern',
    'free \u0440\u043e\u0440n videos'.replace('\u0440n', 'rn'),
    'free p0rn',
    'fr\u0435e \u0440orn pics',
  ])('an unsafe word is read in look-alike letters: %j', async (text) => {
    expect((await judge('unsafe', text)).reason).toBe('unsafe-sexual');
  });

  it.each([
    'order 4111111111111112 status codes explained',
    'chrome 118.0.5993.88 crashes on start',
    'is DE89370400440532013001 a valid iban',
    'how is breast cancer treated',
    'covid19 vaccine side effects',
    'h2o and co2 in photosynthesis',
    '\u043f\u0440\u0438\u0432\u0435\u0442 meaning in english',
  ])('a look-alike stays: %s', async (text) => {
    expect((await chain(text)).kept).toMatchObject({ text });
  });
});
