// Preloaded by a test into a command: the machine's clock is set back by a day, from the so-many-th look at it on.
const from = Number(process.env.MIXEVAL_TEST_CLOCK_BACK ?? Number.POSITIVE_INFINITY);
const RealDate = Date;
let looks = 0;
const now = () => {
  looks += 1;
  return RealDate.now() - (looks >= from ? 86_400_000 : 0);
};
globalThis.Date = class extends RealDate {
  constructor(...args) {
    super(...(args.length === 0 ? [now()] : args));
  }
  static now() {
    return now();
  }
};
