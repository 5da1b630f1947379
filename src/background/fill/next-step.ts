import type { Id } from '../../encoding/index.ts';
import { newTurns } from '../../flow/index.ts';
import type { ContentAsker, FieldType, FillQuestion } from '../../rpc/index.ts';
import type { FillParts } from './parts.ts';

/** A login of which a person asked to fill one step, and what its next steps may get without being asked for. */
export interface NextStep {
  readonly tab: number;
  readonly frame: number;
  /** Of the document that was filled: no other origin gets anything of it. */
  readonly origin: string;
  /** Of the page in the tab. */
  readonly topOrigin: string | undefined;
  readonly item: Id;
  readonly agreed: readonly FillQuestion[];
  /** What was filled in already: nothing is given twice. */
  readonly given: readonly FieldType[];
  readonly at: number;
}

/** How long after a person asked the next step counts as theirs, in milliseconds. */
const STEP_WITHIN = 3 * 60_000;
/** One a tab: ids and times, in the browser's memory; nothing of an item. */
const slot = 'fillSteps';

/** What may follow by itself: the same login, tab, frame and origin, within minutes, and not after the tab went elsewhere. */
export class NextSteps {
  readonly #parts: Pick<FillParts, 'memory' | 'clock'>;
  readonly #turns = newTurns();

  constructor(parts: Pick<FillParts, 'memory' | 'clock'>) {
    this.#parts = parts;
  }

  /** A step was filled, by a person's asking. */
  begin(step: Omit<NextStep, 'at'>): Promise<void> {
    return this.#change((steps) => [
      ...steps.filter(({ tab }) => tab !== step.tab),
      { ...step, at: this.#parts.clock() },
    ]);
  }

  /** The step that this document may be the next of. */
  async of({ tab, frame, origin }: Pick<ContentAsker, 'tab' | 'frame' | 'origin'>): Promise<NextStep | undefined> {
    return (await this.#all()).find((step) => step.tab === tab && step.frame === frame && step.origin === origin);
  }

  async inTab(tab: number): Promise<NextStep | undefined> {
    return (await this.#all()).find((step) => step.tab === tab);
  }

  /** The next one was filled; its time goes on from the person's asking. */
  goOn(step: NextStep, given: readonly FieldType[]): Promise<void> {
    return this.#change((steps) =>
      steps.map((one) =>
        one.tab === step.tab && one.at === step.at ? { ...one, given: [...one.given, ...given] } : one,
      ),
    );
  }

  /** The tab went elsewhere. */
  end(tab: number): Promise<void> {
    return this.#change((steps) => steps.filter((step) => step.tab !== tab));
  }

  async #all(): Promise<readonly NextStep[]> {
    const now = this.#parts.clock();
    const kept = ((await this.#parts.memory.get(slot)) ?? []) as readonly NextStep[];
    return kept.filter(({ at }) => now >= at && now - at < STEP_WITHIN);
  }

  #change(change: (steps: readonly NextStep[]) => readonly NextStep[]): Promise<void> {
    return this.#turns.take(async () => this.#parts.memory.set(slot, change(await this.#all())));
  }
}
