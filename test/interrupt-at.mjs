// Preloaded by a test into a command: sends the process the signal of Ctrl-C, or another, at the moment at which its
// standard error first shows a text, or a file of some name is first in its place. So the interruption falls into the same
// stage on every machine.
import { promises } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';

const interrupt = () => process.kill(process.pid, process.env.MIXEVAL_TEST_SIGNAL ?? 'SIGINT');

const text = process.env.MIXEVAL_TEST_INTERRUPT_AT;
if (text) {
  const write = process.stderr.write.bind(process.stderr);
  let sent = false;
  process.stderr.write = (chunk, ...rest) => {
    if (!sent && String(chunk).includes(text)) {
      sent = true;
      interrupt();
    }
    return write(chunk, ...rest);
  };
}

const file = process.env.MIXEVAL_TEST_INTERRUPT_AFTER_FILE;
if (file) {
  const { rename } = promises;
  let sent = false;
  promises.rename = async (from, to) => {
    await rename(from, to);
    if (sent || basename(String(to)) !== file) return;
    sent = true;
    interrupt();
  };
  syncBuiltinESMExports();
}
