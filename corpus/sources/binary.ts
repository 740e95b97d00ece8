/** Tells binary data from text by its beginning, so that it is not mined as Latin-1. */

import { MixevalError } from '../../src/core/errors.js';
import { utf16Of } from './encoding.js';

const exportFirst =
  'Export its texts as JSON Lines, CSV or plain text, one query a line, and mine that; or leave it out with --exclude.';
const unpackFirst = 'Unpack it, and name the folder; or leave it out with --exclude.';
const leaveOut = 'Leave it out with --exclude.';

/** How common formats begin (Latin-1), what they are called, and what to do with one. */
const formats: readonly (readonly [start: string, name: string, next: string])[] = [
  ['%PDF-', 'a PDF document', exportFirst],
  ['\xd0\xcf\x11\xe0', 'an old Office document', exportFirst],
  ['SQLite format 3\0', 'a SQLite database', exportFirst],
  ['PK\x03\x04', 'a ZIP archive or an Office document', unpackFirst],
  ['Rar!\x1a', 'a RAR archive', unpackFirst],
  ["7z\xbc\xaf'\x1c", 'a 7z archive', unpackFirst],
  ['\xfd7zXZ\0', 'packed with xz', unpackFirst],
  ['BZh', 'packed with bzip2', unpackFirst],
  ['ARROW1', 'an Arrow file', exportFirst],
  ['Obj\x01', 'an Avro file', exportFirst],
  ['\x89PNG', 'a picture (PNG)', leaveOut],
  ['\xff\xd8\xff', 'a picture (JPEG)', leaveOut],
  ['GIF8', 'a picture (GIF)', leaveOut],
  ['RIFF', 'sound, video or a picture (RIFF)', leaveOut],
  ['OggS', 'sound (Ogg)', leaveOut],
  ['ID3', 'sound (MP3)', leaveOut],
  ['\x7fELF', 'a program', leaveOut],
];

/** Of a beginning that no text has: more than one byte in a thousand is zero, or more than one in twenty controls something. */
const mostZeros = 0.001;
const mostControls = 0.05;

/** Tabs, line ends, form feeds and the escapes of coloured logs are of text. */
const textControls = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);

function looksBinary(head: Uint8Array): boolean {
  let zeros = 0;
  let controls = 0;
  for (const byte of head) {
    if (byte === 0) zeros += 1;
    if (byte < 0x20 && !textControls.has(byte)) controls += 1;
  }
  return zeros > head.length * mostZeros || controls > head.length * mostControls;
}

/**
 * Refuses what is no text.
 *
 * @param head the first bytes, unpacked
 * @throws MixevalError `unsupported`, naming the format where it is a common one
 */
export function refuseBinary(location: string, head: Uint8Array): void {
  if (utf16Of(head) !== undefined) return;
  const start = Buffer.from(head.subarray(0, 16)).toString('latin1');
  const format = formats.find(([magic]) => start.startsWith(magic));
  // A text may begin with the letters of a format; a PDF document may hold nothing but letters.
  if (!looksBinary(head) && format?.[0] !== '%PDF-') return;
  const [, name = 'binary data, of no format that is read', next = exportFirst] = format ?? [];
  throw new MixevalError('unsupported', `${location} is ${name}, and no text.`, {
    next: format === undefined ? `${next} If it is UTF-16, save it with a byte order mark.` : next,
  });
}
