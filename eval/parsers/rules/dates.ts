/** Dates in a text, and whether two are the same. */

/** A calendar date as far as it is given. */
export interface PartialDate {
  readonly year?: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day?: number;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b\\.?';
const dayNumber = '([0-3]?\\d)(?:st|nd|rd|th)?\\b';
const year = '(\\d{4})\\b';

const forms = [
  { pattern: `\\b${dayNumber}(?: of)? ${month}(?:,? (?:of )?${year})?`, day: 1, month: 2, year: 3 },
  { pattern: `\\b${month} (?:the )?${dayNumber}(?:(?:,| of|,? in)? ${year})?`, day: 2, month: 1, year: 3 },
  { pattern: `\\b${month}(?: of|,)? ${year}`, day: 0, month: 1, year: 2 },
].map(({ pattern, ...places }) => ({ pattern: new RegExp(pattern, 'gi'), ...places }));

/** A date as it stands in a text. */
export interface FoundDate extends PartialDate {
  readonly start: number;
  readonly end: number;
}

/** The dates with a named month in a text: "3 February", "Feb 3rd, 1959", "June 1944". ISO dates too. */
export function datesIn(text: string): FoundDate[] {
  if (!/\d/.test(text)) return [];
  const found = forms.flatMap((form) =>
    [...text.matchAll(form.pattern)].map((match) => ({
      at: match.index,
      end: match.index + match[0].length,
      date: {
        month: months.indexOf((match[form.month] ?? '').slice(0, 3).toLowerCase()) + 1,
        ...(form.day > 0 ? { day: Number(match[form.day]) } : {}),
        ...(match[form.year] === undefined ? {} : { year: Number(match[form.year]) }),
      },
    })),
  );
  const iso = [...text.matchAll(/\b(\d{4})-(\d{2})-(\d{2})\b/g)].map((match) => ({
    at: match.index,
    end: match.index + match[0].length,
    date: { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) },
  }));
  // "3 June 1944" is also "June 1944": of those that overlap the longest counts.
  const longest = [...found, ...iso].sort((a, b) => b.end - b.at - (a.end - a.at));
  const kept: typeof longest = [];
  for (const entry of longest) {
    if (!kept.some((other) => entry.at < other.end && other.at < entry.end)) kept.push(entry);
  }
  return kept.sort((a, b) => a.at - b.at).map(({ at, end, date }) => ({ ...date, start: at, end }));
}

/**
 * `same` where all that the target gives is there and equal, `other` where something differs, `unclear` where something is
 * missing.
 */
export function compareDates(found: PartialDate, target: PartialDate): 'same' | 'other' | 'unclear' {
  if (found.month !== target.month) return 'other';
  if (found.day !== undefined && target.day !== undefined && found.day !== target.day) return 'other';
  if (found.year !== undefined && target.year !== undefined && found.year !== target.year) return 'other';
  const missing =
    (target.day !== undefined && found.day === undefined) ||
    (target.year !== undefined && found.year === undefined);
  return missing ? 'unclear' : 'same';
}
