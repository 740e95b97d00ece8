import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import { plainCharacters } from '../characters.js';
import { withoutLatex } from '../latex.js';
import { normalise } from '../normalise.js';
import { remembered } from '../remembered.js';
import { asWords, type Words } from './mention.js';

/**
 * Accepted answers made comparable: without LaTeX and what lists of them trail along ("(disambiguation)", empty entries,
 * repeats), with "Surname, Name" turned round, and without a title ("Dr. Ada Okafor") or a small word in front ("in the
 * garden"), as further forms. In their order; at least one where any is usable.
 */
export const acceptedAnswers = remembered(({ target }: FreeFormItem): readonly string[] => {
  const forms = target.flatMap((entry) => {
    const plain = withoutLatex(plainCharacters(entry)).replace(/^["'\s]+|["'\s]+$/g, '');
    const bare = plain.endsWith(')') ? plain.replace(/\s*\([^()]*\)$/, '') : plain;
    const turned = /^(\p{Lu}[\p{L}'-]+), (\p{Lu}[\p{L}'. -]+)$/u.exec(plain);
    const untitled = bare.replace(/^(?:dr|prof(?:essor)?|sir|dame|lord|lady|mr|mrs|ms)\b\.? (?=\S+ )/i, '');
    const led = plain.replace(/^(?:but|and|because|by|to|in|on|at|for|with|from|of) (?=\S+ )/i, '');
    return [plain, bare, untitled, ...(turned ? [`${turned[2]} ${turned[1]}`] : []), led];
  });
  const seen = new Set<string>();
  return [...new Set(forms)].filter((form) => {
    const normal = normalise(form);
    if (normal === '' || seen.has(normal)) return false;
    seen.add(normal);
    return true;
  });
});

/** Accepted answers with their words, in their order. */
export const acceptedWords = remembered(
  (item: FreeFormItem): readonly { readonly answer: string; readonly words: Words }[] =>
    acceptedAnswers(item).map((answer) => ({ answer, words: asWords(answer) })),
);
