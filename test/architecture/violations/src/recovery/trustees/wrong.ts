import { organisation } from '../organisation/index.ts';

export const wrong = organisation;
