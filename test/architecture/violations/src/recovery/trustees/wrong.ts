import { escrow } from '../escrow/index.ts';

export const wrong = escrow;
