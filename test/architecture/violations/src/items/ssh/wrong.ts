import { kinds } from '../kinds/index.ts';

export const wrong = kinds;
