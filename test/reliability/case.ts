/** One thing that goes wrong, and what the user gets: a row of docs/reliability.md and a test through the command line. */
export interface ReliabilityCase {
  /** What goes wrong, as the table names it. */
  readonly given: string;
  /** What the user then gets, as the table says it. */
  readonly outcome: string;
  /** Makes it go wrong and checks the outcome. */
  readonly check: () => Promise<void>;
  /** Why the case cannot be tried on this machine, or undefined. */
  readonly skip?: string | undefined;
}
