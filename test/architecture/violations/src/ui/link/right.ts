import { kit } from '../kit/index.ts';

export const right = kit;
