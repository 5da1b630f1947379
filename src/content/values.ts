import { fill } from '../autofill/index.ts';
import { world } from './world.ts';

/** Brings what puts values into fields: countries, dates, numbers in every form that pages ask for. */
export function values(): void {
  world().fill = fill;
}
