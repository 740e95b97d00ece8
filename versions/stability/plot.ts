import type { StabilityReport } from './stability.js';

const width = 640;
const left = 120;
const right = 90;
const rowHeight = 44;
const top = 50;

/**
 * How far scores lie from their subject's mean over releases, a row a way of drawing: a line from the 5th to the 95th
 * percentile, a box from the 25th to the 75th, the standard deviation beside it. Points on a scale of 0 to 100.
 *
 * @returns an SVG document; undefined where no results are known
 */
export function stabilityPlot({ ways, releases, places }: StabilityReport): string | undefined {
  const rows = ways.flatMap(({ way, deviations, spread }) =>
    deviations && spread ? [{ way, deviations, std: 100 * spread.scoreStd }] : [],
  );
  if (rows.length === 0) return undefined;
  const widest = Math.max(
    ...rows.map(({ deviations }) => Math.max(-(deviations['0.05'] ?? 0), deviations['0.95'] ?? 0)),
  );
  const step = [0.1, 0.25, 0.5, 1, 2, 5, 10, 25].find((size) => 100 * widest <= 4 * size) ?? 50;
  const limit = step * Math.max(1, Math.ceil((100 * widest) / step));
  const x = (points: number): string =>
    (left + ((points + limit) / (2 * limit)) * (width - left - right)).toFixed(1);
  const bottom = top + rows.length * rowHeight;
  const ticks = Array.from({ length: (2 * limit) / step + 1 }, (_, at) => -limit + at * step);
  const grid = ticks.map(
    (tick) =>
      `<line x1="${x(tick)}" x2="${x(tick)}" y1="${top}" y2="${bottom}" stroke="#888" stroke-opacity="${tick === 0 ? 0.9 : 0.3}"/>` +
      `<text x="${x(tick)}" y="${bottom + 18}" text-anchor="middle">${Number(tick.toFixed(2))}</text>`,
  );
  const boxes = rows.map(({ way, deviations, std }, at) => {
    const middle = top + (at + 0.5) * rowHeight;
    const place = (share: string): string => x(100 * (deviations[share] ?? 0));
    const boxWidth = (Number(place('0.75')) - Number(place('0.25'))).toFixed(1);
    return [
      `<text x="${left - 12}" y="${middle + 4}" text-anchor="end">${way}</text>`,
      `<line x1="${place('0.05')}" x2="${place('0.95')}" y1="${middle}" y2="${middle}" stroke="#2f6db5" stroke-width="2"/>`,
      `<rect x="${place('0.25')}" y="${middle - 9}" width="${boxWidth}" height="18" fill="#2f6db5"/>`,
      `<line x1="${place('0.5')}" x2="${place('0.5')}" y1="${middle - 9}" y2="${middle + 9}" stroke="#fff" stroke-width="2"/>`,
      `<text x="${width - right + 12}" y="${middle + 4}">std ${std.toFixed(2)}</text>`,
    ].join('\n');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom + 50}" font-family="sans-serif" font-size="13" fill="#777" role="img">`,
    `<title>Spread of scores over ${releases} releases of ${places} places a split</title>`,
    `<text x="${left}" y="24">Points from a model's own mean, ${releases} releases of ${places} places a split</text>`,
    ...grid,
    ...boxes,
    `<text x="${left}" y="${bottom + 40}">line: 5 to 95 %, box: 25 to 75 % of scores</text>`,
    '</svg>',
    '',
  ].join('\n');
}
