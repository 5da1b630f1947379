/*
 * The only room that says `browser`. Each file wraps one thing that browsers offer (storage, alarms, tabs, …) as small
 * functions over plain values; nothing here decides anything. Scripts inside web pages enter by `page.ts` instead.
 */
export { showAction } from './action.ts';
export type { ActionLook } from './action.ts';
export { alarms, onAlarm } from './alarms.ts';
export type { Alarms } from './alarms.ts';
export { copy } from './clipboard.ts';
export { database } from './database.ts';
export type { Database } from './database.ts';
export { language, message } from './i18n.ts';
export type { MessageKey } from './i18n.ts';
export { onSystemLock } from './idle.ts';
export { WorkError } from './jobs.ts';
export { onBrowserStart, onInstalled, stayAwake, version } from './lifecycle.ts';
export { offerMenu, onCommand, onMenu } from './menus.ts';
export { askTab, onMessage, pushToPages, pushToTabs, self } from './messages.ts';
export type { Sender } from './messages.ts';
export { OrphanedError } from './native.ts';
export type { Push } from './native.ts';
export { createOpaque } from './opaque.ts';
export type { OpaqueWork } from './opaque.ts';
export { PasskeyError, passkeyHost, runPasskey } from './passkey.ts';
export type { PasskeyFailure, PasskeyResult, PasskeyTask } from './passkey.ts';
export { dropOrigins, grantedOrigins, isGranted, onPermissionsChanged, requestOrigins } from './permissions.ts';
export { reportBug } from './report.ts';
export { requestKeyShelf } from './request-keys.ts';
export type { RequestKeyShelf } from './request-keys.ts';
export { registerScripts, runInFrame } from './scripting.ts';
export type { PageScript } from './scripting.ts';
export { localArea, sessionArea } from './storage.ts';
export type { Area } from './storage.ts';
export {
  ConflictError,
  DatabaseBlockedError,
  DatabaseBrokenError,
  DiskFullError,
  StorageError,
} from './storage-errors.ts';
export { activeTab, closeOwnWindow, openTab, openWindow } from './tabs.ts';
export type { Tab } from './tabs.ts';
export { webFetch } from './web.ts';
export { createWork } from './worker.ts';
export type { PasswordEstimate, Work } from './worker.ts';
