import { message } from '../../../platform/index.ts';
import type { MessageKey } from '../../../platform/index.ts';
import type { OwnDeed, StoreDeed } from '../../../rpc/index.ts';
import { counted, dateAndTime } from '../../kit/index.ts';
import type { IconName } from '../../kit/index.ts';

/** One entry of the activity as it is shown. */
export interface ActivityLine {
  readonly by: 'vault' | 'store';
  readonly at: number;
  readonly icon: IconName;
  readonly title: string;
  readonly detail: string;
}

interface Words {
  readonly icon: IconName;
  readonly title: MessageKey;
}

/** What both may say. */
const shared: Readonly<Record<string, Words>> = {
  'app-set': { icon: 'clock', title: 'activityAppSet' },
  'app-removed': { icon: 'clock', title: 'activityAppRemoved' },
  'codes-renewed': { icon: 'phrase', title: 'activityCodes' },
  'key-added': { icon: 'passkey', title: 'activityKeyAdded' },
  'key-removed': { icon: 'passkey', title: 'activityKeyRemoved' },
};

const own: Readonly<Record<string, Words>> = {
  ...shared,
  'way-added': { icon: 'key', title: 'activityWayAdded' },
  'way-removed': { icon: 'key', title: 'activityWayRemoved' },
  'way-replaced': { icon: 'key', title: 'activityWayReplaced' },
  connected: { icon: 'globe', title: 'activityConnected' },
  joined: { icon: 'plus', title: 'activityJoined' },
  disconnected: { icon: 'globe', title: 'activityDisconnected' },
  'account-deleted': { icon: 'trash', title: 'activityDeleted' },
  'address-changed': { icon: 'person', title: 'activityAddressNow' },
  'password-added': { icon: 'key', title: 'activityPasswordAdded' },
  'device-renamed': { icon: 'pen', title: 'activityDeviceRenamed' },
  'device-removed': { icon: 'trash', title: 'activityDeviceOf' },
  recovered: { icon: 'ring', title: 'activityRecovered' },
  'keys-renewed': { icon: 'again', title: 'activityKeysRenewed' },
  'session-ended': { icon: 'close', title: 'activitySessionOf' },
  'sessions-ended': { icon: 'close', title: 'activitySessionsEnded' },
  'exported-sealed': { icon: 'download', title: 'activityExported' },
  'exported-plain': { icon: 'alert', title: 'activityExportedPlain' },
  imported: { icon: 'upload', title: 'activityImported' },
  resumed: { icon: 'again', title: 'activityResumed' },
};

const stores: Readonly<Record<string, Words>> = {
  ...shared,
  'account-made': { icon: 'globe', title: 'activityAccountMade' },
  'signed-in': { icon: 'open', title: 'activitySignedIn' },
  'signed-in-new': { icon: 'plus', title: 'activitySignedInNew' },
  'signed-out': { icon: 'close', title: 'activitySignedOut' },
  'session-ended': { icon: 'close', title: 'activitySessionEnded' },
  'device-removed': { icon: 'trash', title: 'activityDeviceRemoved' },
  'device-left': { icon: 'close', title: 'activityDeviceLeft' },
  'recovery-begun': { icon: 'alert', title: 'activityRecoveryBegun' },
  'recovery-stopped': { icon: 'close', title: 'activityRecoveryStopped' },
  'recovery-cancelled': { icon: 'close', title: 'activityRecoveryCancelled' },
  'password-changed': { icon: 'key', title: 'activityPasswordChanged' },
  'address-changed': { icon: 'person', title: 'activityAddressChanged' },
  'way-added': { icon: 'key', title: 'activitySignerAdded' },
  'way-removed': { icon: 'key', title: 'activitySignerRemoved' },
};

/** A later version, or a later store, knows more. */
const unknown: Words = { icon: 'info', title: 'activityUnknown' };

const refused = { 'password-refused': 'activityPasswordRefused', 'second-refused': 'activitySecondRefused' } as const;

const hows: Readonly<Record<string, MessageKey>> = {
  password: 'storeHowByPassword',
  passkey: 'storeHowByPasskey',
  key: 'storeHowByPhrase',
  'backup-code': 'activityByCode',
  link: 'storeHowByLink',
  recovery: 'storeHowByRecovery',
};

/** What browsers of this vault wrote down and what the store says, as one list, the newest first. */
export function activityLines(deeds: readonly OwnDeed[], told: readonly StoreDeed[]): ActivityLine[] {
  return [...deeds.map(ownLine), ...told.map(storeLine)].toSorted((one, other) => other.at - one.at);
}

function ownLine({ what, about, by, at }: OwnDeed): ActivityLine {
  const { icon, title } = rowOf(own, what) ?? unknown;
  const named = about ?? message('storeSessionUnnamed');
  return { by: 'vault', at, icon, title: message(title, named), detail: joined(dateAndTime(at), by) };
}

function storeLine(deed: StoreDeed): ActivityLine {
  const { what, how, name, current, at } = deed;
  if (isRefused(what)) {
    const title = counted(refused[what], deed.count);
    return { by: 'store', at, icon: 'alert', title, detail: spanOf(deed) };
  }
  const { icon, title } = rowOf(stores, what) ?? unknown;
  const byWhat = how === undefined ? undefined : rowOf(hows, how);
  const whose = current ? message('storeSessionThis') : name;
  const detail = joined(dateAndTime(at), byWhat && message(byWhat), whose);
  return { by: 'store', at, icon, title: message(title), detail };
}

/** Names come from elsewhere: `constructor` is none of ours. */
function rowOf<Row>(table: Readonly<Record<string, Row>>, name: string): Row | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function isRefused(what: string): what is keyof typeof refused {
  return Object.hasOwn(refused, what);
}

function spanOf({ since, at }: StoreDeed): string {
  const [first, last] = [dateAndTime(since), dateAndTime(at)];
  return first === last ? first : message('activityBetween', first, last);
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}
