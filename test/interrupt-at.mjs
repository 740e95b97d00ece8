// Preloaded by a test into a command: sends the process the signal of Ctrl-C, or another, at the moment at which its
// standard error first shows a text. So the interruption falls into the same stage on every machine.
const text = process.env.MIXEVAL_TEST_INTERRUPT_AT;
if (text) {
  const write = process.stderr.write.bind(process.stderr);
  let sent = false;
  process.stderr.write = (chunk, ...rest) => {
    if (!sent && String(chunk).includes(text)) {
      sent = true;
      process.kill(process.pid, process.env.MIXEVAL_TEST_SIGNAL ?? 'SIGINT');
    }
    return write(chunk, ...rest);
  };
}
