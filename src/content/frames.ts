import { world } from './document/index.ts';
import { Offers } from './frames/index.ts';

/** Brings what opens frames of ours. */
export function frames(): void {
  world().frames ??= (life) => new Offers(life);
}
