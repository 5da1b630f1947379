import * as v from 'valibot';
import { ask, nothing, ours, window } from './question.ts';

const host = v.pipe(v.string(), v.minLength(1), v.maxLength(253));

export type SitesMode = 'on-click' | 'these' | 'all';
export interface Sites {
  readonly mode: SitesMode;
  /** Host patterns that the browser has granted. */
  readonly granted: readonly string[];
  /** Host patterns that the user had allowed and that the browser does not grant any more. */
  readonly lost: readonly string[];
  /** Hosts that the user switched off. */
  readonly off: readonly string[];
}

/** On which sites we offer anything. */
export const siteQuestions = {
  'sites.read': ask<Sites>()(window, nothing),
  /** Permissions are asked for in the page, in the user's gesture; this tells the background what was meant. */
  'sites.mode': ask<Sites>()(window, v.strictObject({ mode: v.picklist(['on-click', 'these', 'all']) })),
  /** The user takes a host pattern back, or does not want one that the browser took away. */
  'sites.forget': ask<Sites>()(window, v.strictObject({ pattern: v.pipe(v.string(), v.maxLength(300)) })),
  'sites.switch': ask<Sites>()(ours, v.strictObject({ host, on: v.boolean() })),
  'sites.tab': ask<{ readonly host?: string; readonly on: boolean; readonly granted: boolean }>()(window, nothing),
} as const;
