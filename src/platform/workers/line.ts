/** One line to one worker, however it is reached. */
export interface Line {
  post(message: unknown): void;
  end(): void;
}

/** How a line is opened: what it hears and that it broke. */
export type Connect = (hear: (message: unknown) => void, broken: () => void) => Promise<Line>;

/** The workers there are, by the script that each runs. */
export type WorkScript = 'work' | 'expressions' | 'transfer';
/** What Chromium's unseen page does by itself. */
export type PageScript = 'clipboard';
