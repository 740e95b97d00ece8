/** What of the untyped package `minhash` the bench uses. */
declare module 'minhash' {
  export class Minhash {
    constructor(options: { readonly numPerm: number });
    update(shingle: string): void;
  }
}
