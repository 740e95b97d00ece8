import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseText } from './normalise-text.js';

describe('normaliseText', () => {
  it.each([
    ['  how   do\ttides\u00a0work ', 'how do tides work'],
    ['ｆｕｌｌ ｗｉｄｔｈ', 'full width'],
    ['what\u2019s \u201cthis\u201d', 'what\'s "this"'],
    ['a\u200bb\u00ad c\u0007', 'ab c'],
    ['joe\u200d@example.com', 'joe@example.com'],
    ['who is \u202emoc.elpmaxe@eoj\u202c', 'who is joe@example.com'],
    ['\u202ejoe@example.com\u202c \u202eabc', 'joe@example.com abc'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['solve x² + ½ = 3', 'solve x² + ½ = 3'],
    ['tom &amp; jerry &#39;s', "tom & jerry 's"],
    ['one\r\ntwo\n\n\n\nthree', 'one\ntwo\n\nthree'],
    ['<p>How do <b>tides</b> work?</p><p>Thanks</p>', 'How do tides work?\n\nThanks'],
    ['<script>x()</script><div>why</div>', 'why'],
    ['what does <b> do', 'what does <b> do'],
    ['vector<int> a; b->c', 'vector<int> a; b->c'],
    ['a lone \ud800 half', 'a lone half'],
  ])('makes of %j %j', (text, expected) => {
    expect(normaliseText(text)).toBe(expected);
  });

  it('leaves code as it is', () => {
    const code = '```py\nif a  <  b &amp;&amp; c:\n    x = "²"\n```';
    expect(normaliseText(`why  does\n${code}  fail`)).toBe(`why does\n${code} fail`);
    expect(normaliseText('what is `a  &lt;  b`  for')).toBe('what is `a  &lt;  b` for');
    expect(normaliseText('<p>why</p><pre><code>a  &lt; b</code></pre>')).toBe('why\n\n```\na  < b\n```');
  });

  it('changes nothing more when applied again', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '&amp;',
        '&lt;b&gt;',
        '</b>',
        '<br>',
        '`',
        '```',
        '\u200b',
        '\u200d',
        '\ufb01',
        ' ',
        '\n',
        '&amp;lt;',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const once = normaliseText(pieces.join(''));
        expect(normaliseText(once)).toBe(once);
      }),
      { numRuns: 1_000 },
    );
  });
});
