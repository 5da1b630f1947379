/*
 * The only room that says `browser`. Each file wraps one thing that browsers offer (storage, alarms, tabs, …) as small
 * functions over plain values; nothing here decides anything. Scripts inside web pages enter by `page/` instead.
 */
export {
  openPopup,
  showAction,
  writeBadge,
  writeBadges,
  alarms,
  onAlarm,
  onSystemLock,
  onBrowserStart,
  onInstalled,
  stayAwake,
  version,
  offerMenu,
  onCommand,
  onMenu,
  askTab,
  onMessage,
  pushToPages,
  pushToTabs,
  self,
  dropClipboard,
  dropOrigins,
  grantedOrigins,
  isGranted,
  mayReadClipboard,
  dropSignIns,
  hearSignIns,
  mayAnswerSignIns,
  requestSignIns,
  onOmniboxEntered,
  onOmniboxTyped,
  onPermissionsChanged,
  requestClipboard,
  requestOrigins,
  registerScripts,
  runInDocuments,
  runInFrame,
  runInTabs,
  localArea,
  managedPolicy,
  sessionArea,
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
} from './browser/index.ts';
export type { Badge, Credentials, OmniboxOffer, Sender, SignInRequest, Area } from './browser/index.ts';
export { CameraError, openCamera } from './camera.ts';
export { ClipboardError, createClipboard } from './clipboard.ts';
export type { Clipboard } from './clipboard.ts';
export {
  database,
  requestKeyShelf,
  ConflictError,
  DatabaseBlockedError,
  DatabaseBrokenError,
  DiskFullError,
  StorageError,
} from './database/index.ts';
export { language, message, OrphanedError } from './page/index.ts';
export type { MessageKey } from './page/index.ts';
export { WorkError, createExpressions, createReader, createWork } from './workers/index.ts';
export type { ExpressionWork, PasswordEstimate, Work } from './workers/index.ts';
export { PasskeyError, passkeyHost, passkeyWindowSize, runPasskey } from './passkey.ts';
export { reportBug } from './report.ts';
export { ownFile, webFetch } from './web.ts';
