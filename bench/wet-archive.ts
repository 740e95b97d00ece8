import { gzipSync } from 'node:zlib';
import { randomInteger, seededRandom } from '../src/core/random.js';

/** Made-up text of pages as WET has it, a gzip member a page: about 8 kB each, every so-many-th sentence a question. */
export function wetArchive({ records, questionEvery }: { records: number; questionEvery: number }): Buffer {
  const random = seededRandom(1, 'web archive bench');
  const words = Array.from({ length: 5_000 }, (_, at) => (at * 7919 + 104_729).toString(36));
  const sentence = (): string => {
    const length = 4 + randomInteger(random, 16);
    const said = Array.from({ length }, () => words[Math.floor(random() ** 3 * words.length)]).join(' ');
    return `${said}${randomInteger(random, questionEvery) === 0 ? '?' : '.'}`;
  };
  return Buffer.concat(
    Array.from({ length: records }, (_, page) => {
      const text = Array.from({ length: 110 }, (_, at) => `${sentence()}${at % 4 === 0 ? '\n' : ' '}`).join(
        '',
      );
      const head = `WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://example.org/${page}\r\nWARC-Date: 2026-03-01T10:00:00Z\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n`;
      return gzipSync(`${head}${text}\r\n\r\n`);
    }),
  );
}
