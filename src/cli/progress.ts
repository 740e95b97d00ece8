import type { ProgressEvent } from '../core/progress.js';
import { withCommas } from '../core/text-table.js';
import { printable } from './printable.js';

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
  let stage: Stage | undefined;

  const clear = (): void => {
    if (terminal && stage) stream.write('\r\u001b[2K');
  };
  const finishStage = (): void => {
    if (!stage) return;
    clear();
    if (!quiet) stream.write(`${describe(stage, performance.now(), true)}\n`);
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
      const line = describe(stage, now, false);
      if (terminal) stream.write(`\r\u001b[2K${line.slice(0, Math.max(20, stream.columns - 1))}`);
      else stream.write(`${line}\n`);
    },
    say(line) {
      clear();
      stream.write(`${printable(line)}\n`);
    },
    end: finishStage,
  };
}

function describe({ name, startedAt, last }: Stage, now: number, ended: boolean): string {
  const seconds = (now - startedAt) / 1000;
  const rate = seconds > 0 ? last.done / seconds : 0;
  const amount =
    last.total === undefined
      ? withCommas(last.done)
      : `${withCommas(last.done)} of ${withCommas(last.total)}`;
  const left =
    !ended && last.total !== undefined && rate > 0
      ? `, ${duration((last.total - last.done) / rate)} left`
      : ended
        ? `, ${duration(seconds)}`
        : '';
  const speed = seconds >= 0.5 && last.done > 0 ? `, ${withCommas(rate)}/s` : '';
  const note = last.note ? `, ${last.note}` : '';
  return printable(`${name}: ${amount} ${last.unit}${speed}${left}${note}`);
}

/** Seconds as people say them: `4.2 s`, `3 min 05 s`, `2 h 10 min`. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${String(Math.round(seconds % 60)).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
