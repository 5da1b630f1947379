import { reading } from '../reading/index.ts';

export const wrong = reading;
