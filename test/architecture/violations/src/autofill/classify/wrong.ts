import { watch } from '../watch/index.ts';

export const wrong = watch;
