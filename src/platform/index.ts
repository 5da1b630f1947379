/*
 * The only room that says `browser`. Each file wraps one thing that browsers offer (storage, alarms, tabs, …) as small
 * functions over plain values; nothing here decides anything. Scripts inside web pages enter by `page/` instead.
 */
export {
  showAction,
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
  dropOrigins,
  grantedOrigins,
  isGranted,
  onPermissionsChanged,
  requestOrigins,
  registerScripts,
  runInFrame,
  runInTabs,
  localArea,
  sessionArea,
  activeTab,
  closeOwnWindow,
  fitOwnWindow,
  openTab,
  openWindow,
  openWindowInMiddle,
} from './browser/index.ts';
export type { ActionLook, Alarms, Sender, PageScript, Area, Tab } from './browser/index.ts';
export { copy } from './clipboard.ts';
export {
  database,
  requestKeyShelf,
  ConflictError,
  DatabaseBlockedError,
  DatabaseBrokenError,
  DiskFullError,
  StorageError,
} from './database/index.ts';
export type { Database, RequestKeyShelf } from './database/index.ts';
export { language, message, OrphanedError } from './page/index.ts';
export type { MessageKey, Push } from './page/index.ts';
export { WorkError, createOpaque, createWork } from './workers/index.ts';
export type { OpaqueWork, PasswordEstimate, Work } from './workers/index.ts';
export { PasskeyError, passkeyHost, passkeyWindowSize, runPasskey } from './passkey.ts';
export type { PasskeyFailure, PasskeyResult, PasskeyTask } from './passkey.ts';
export { reportBug } from './report.ts';
export { webFetch } from './web.ts';
