import type { ProgressEvent } from '../core/progress.js';
import { counted, withCommas } from '../core/text-table.js';
import { printable } from './printable.js';
import { columnsOf, indentedProse, wrapProse } from './prose.js';

/** Draws progress on stderr. */
export interface Progress {
  update(event: ProgressEvent): void;
  /** A line of its own, above the one that moves. */
  say(line: string): void;
  /** Leaves the terminal clean. */
  end(): void;
}

const redrawMs = 100;
const plainLineMs = 5_000;

interface Stage {
  readonly name: string;
  readonly startedAt: number;
  drawnAt: number;
  last: ProgressEvent;
}

/**
 * On a terminal one line that moves; elsewhere a plain line at the start of each stage, every five seconds and at its end.
 * Each says the rate and, where the total is known, the time left.
 */
export function createProgress(stream: NodeJS.WriteStream, { quiet }: { quiet: boolean }): Progress {
  const terminal = stream.isTTY === true;
  const fitting = (parts: readonly string[]): string => cut(parts, columnsOf(stream) - 1);
  let stage: Stage | undefined;

  const clear = (): void => {
    if (terminal && stage) stream.write('\r\u001b[2K');
  };
  const finishStage = (): void => {
    if (!stage) return;
    clear();
    if (!quiet) stream.write(`${fitting(describe(stage, performance.now(), true))}\n`);
    stage = undefined;
  };

  return {
    update(event) {
      if (quiet) return;
      const now = performance.now();
      if (stage?.name !== event.stage) {
        finishStage();
        stage = { name: event.stage, startedAt: now, drawnAt: Number.NEGATIVE_INFINITY, last: event };
      }
      stage.last = event;
      if (now - stage.drawnAt < (terminal ? redrawMs : plainLineMs)) return;
      stage.drawnAt = now;
      const line = fitting(describe(stage, now, false));
      if (terminal) stream.write(`\r\u001b[2K${line}`);
      else stream.write(`${line}\n`);
    },
    say(line) {
      clear();
      const text = printable(line);
      const columns = columnsOf(stream);
      const isIndented = text.startsWith('  ');
      stream.write(`${isIndented ? indentedProse(text.trimStart(), columns) : wrapProse(text, columns)}\n`);
    },
    end: finishStage,
  };
}

/** As many of the parts as fit, the first cut where it alone does not. */
function cut([first = '', ...rest]: readonly string[], width: number): string {
  const line = rest.reduce((before, part) => {
    const longer = `${before}, ${part}`;
    return longer.length > width ? before : longer;
  }, first);
  return line.slice(0, Math.max(20, width));
}

/** What a stage's line says, the most telling first. */
function describe({ name, startedAt, last }: Stage, now: number, ended: boolean): string[] {
  const seconds = (now - startedAt) / 1000;
  const rate = seconds > 0 ? last.done / seconds : 0;
  const amount = counted(last.total ?? last.done, last.unit);
  const parts = [`${name}: ${last.total === undefined ? '' : `${withCommas(last.done)} of `}${amount}`];
  if (seconds >= 0.5 && last.done > 0) parts.push(`${withCommas(rate)}/s`);
  if (ended) parts.push(duration(seconds));
  else if (last.total !== undefined && rate > 0)
    parts.push(`${duration((last.total - last.done) / rate)} left`);
  if (last.note) parts.push(...last.note.split(', '));
  return parts.map(printable);
}

/** Seconds as people say them: `4.2 s`, `3 min 05 s`, `2 h 10 min`. */
export function duration(seconds: number): string {
  if (seconds < 59.5) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
