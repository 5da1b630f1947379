/*
 * browser: what the extension API offers, one file a thing.
 */
export { openPopup, showAction, writeBadge, writeBadges } from './action.ts';
export type { Badge } from './action.ts';
export { alarms, onAlarm } from './alarms.ts';
export { onSystemLock } from './idle.ts';
export { onBrowserStart, onInstalled, stayAwake, version } from './lifecycle.ts';
export { offerMenu, onCommand, onMenu } from './menus.ts';
export { askTab, onMessage, pushToPages, pushToTabs, self } from './messages.ts';
export type { Sender } from './messages.ts';
export {
  dropClipboard,
  dropOrigins,
  grantedOrigins,
  isGranted,
  mayReadClipboard,
  onPermissionsChanged,
  requestClipboard,
  requestOrigins,
} from './permissions.ts';
export { dropSignIns, hearSignIns, mayAnswerSignIns, requestSignIns } from './sign-in.ts';
export type { Credentials, SignInRequest } from './sign-in.ts';
export { onOmniboxEntered, onOmniboxTyped } from './omnibox.ts';
export type { OmniboxOffer } from './omnibox.ts';
export { registerScripts, runInDocuments, runInFrame, runInTabs } from './scripting.ts';
export { localArea, managedPolicy, sessionArea } from './storage.ts';
export type { Area } from './storage.ts';
export {
  activeTab,
  closeOwnWindow,
  fitOwnWindow,
  frontTabs,
  openSite,
  openTab,
  openWindow,
  openWindowInMiddle,
  pictureOfTab,
  TabPictureError,
  tabUrl,
  watchFrontTabs,
} from './tabs.ts';
