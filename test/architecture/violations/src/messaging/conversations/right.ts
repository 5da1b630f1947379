import { contacts } from '../contacts/index.ts';

export const right = contacts;
