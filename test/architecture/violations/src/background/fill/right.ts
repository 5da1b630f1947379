import { context } from '../context/index.ts';
import { items } from '../items/index.ts';

export const right = [context, items];
