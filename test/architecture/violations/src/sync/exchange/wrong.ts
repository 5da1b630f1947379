import { account } from '../account/index.ts';

export const wrong = account;
