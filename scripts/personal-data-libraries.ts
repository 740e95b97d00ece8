/** What libraries for personal data do to the labelled cases, beside our own rules. */

import { OpenRedaction } from '@openredaction/core';
import { findPhoneNumbersInText } from 'libphonenumber-js/max';
import { halves, readCases } from '../corpus/filters/labelled/cases.js';
import { normaliseText } from '../corpus/filters/normalise-text.js';
import { maskPersonalData } from '../corpus/filters/personal-data.js';

/** Whether anything in a text is found. */
type Finds = (text: string) => boolean | Promise<boolean>;

const openRedaction = new OpenRedaction();
const ways: Readonly<Record<string, Finds>> = {
  'our rules': (text) => maskPersonalData(text).text !== text,
  '@openredaction/core': async (text) => (await openRedaction.detect(text)).detections.length > 0,
  'libphonenumber-js, phones alone': (text) => findPhoneNumbersInText(text, 'US').length > 0,
};

export interface LibraryFigure {
  readonly way: string;
  readonly half: string;
  /** Shares of the cases to be masked, and of the look-alikes, in which something is found. */
  readonly found: number;
  readonly falsely: number;
}

/** Only whether something is found counts, not what it is taken for: that favours whoever masks much. */
export async function libraryFigures(): Promise<LibraryFigure[]> {
  const figures: LibraryFigure[] = [];
  for (const half of halves) {
    const cases = (await readCases('personal-data', half)).map(({ text, expected }) => ({
      text: normaliseText(text),
      expected,
    }));
    for (const [way, finds] of Object.entries(ways)) {
      const share = async (isPersonal: boolean): Promise<number> => {
        const own = cases.filter(({ text, expected }) => (text !== expected) === isPersonal);
        const hits = await Promise.all(own.map(({ text }) => finds(text)));
        return hits.filter(Boolean).length / own.length;
      };
      figures.push({ way, half, found: await share(true), falsely: await share(false) });
    }
  }
  return figures;
}
