import { autofill } from '../autofill/index.ts';
import { page } from '../platform/page/index.ts';
import { rpc } from '../rpc/index.ts';
import type { OfMessaging } from '../messaging/index.ts';

export const right: readonly string[] = [autofill, page, rpc];
export type Right = OfMessaging;
