import { keys } from '../../src/keys/index.ts';
import { relay } from '../relay/index.ts';

export const wrong: readonly string[] = [keys, relay];
