import { rpc } from '../index.ts';

export const wrong = rpc;
