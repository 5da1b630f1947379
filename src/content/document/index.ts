/*
 * document: what our scripts in one document share: its world, its keys, its names, and how one of them has another come. It
 * draws nothing and reads nothing of the page.
 */
export { bring, bringForms, bringSaving } from './bring.ts';
export { hearFirst, holdKeys, onFocus } from './keys.ts';
export { newPageName } from './page-name.ts';
export { hasNoAddress, siteHost } from './site.ts';
export { stopKeys } from './stop-keys.ts';
export { isUnknown, takesMessages } from './surveyed.ts';
export { world } from './world.ts';
export type { Frames, Openers, Saving, Texts } from './world.ts';
