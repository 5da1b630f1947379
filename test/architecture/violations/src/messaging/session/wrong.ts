import { messaging } from '../index.ts';

export const wrong = messaging;
