import { equal } from '../crypto/index.ts';
import type { Id } from '../encoding/index.ts';
import { backupFacet, deviceName, devicesFacet, recordsFacet, rowsFacet, waysFacet } from './change/index.ts';
import { replicaFacet } from './replica/index.ts';
import type { OpenVault, VaultParts, VaultState } from './state/index.ts';
import { VaultHost } from './state/index.ts';

/** An unlocked vault: its facets over one host, which holds the state. `damaged`: records found damaged at its opening. */
export async function openVault(
  parts: VaultParts,
  opened: VaultState,
  damaged: readonly Id[] = [],
): Promise<OpenVault> {
  const host = new VaultHost(parts, opened);
  // A name that can't be read is no reason to stay outside.
  let name = await deviceName(parts.database, opened);
  const renamed = (to: string): void => void (name = to);
  return {
    get account() {
      return host.state.header.account;
    },
    get device() {
      return { id: host.state.device, name };
    },
    get masterKey() {
      return host.state.masterKey.slice();
    },
    get generation() {
      return host.state.keyring.generation;
    },
    get sequence() {
      return host.state.manifest.sequence;
    },
    get head() {
      return host.state.header.head.slice();
    },
    records: recordsFacet(host, damaged),
    rows: rowsFacet(host),
    ways: waysFacet(host),
    devices: devicesFacet(host, renamed),
    replica: replicaFacet(host, renamed),
    backup: backupFacet(host),
    domainKey: (domain, epoch) => {
      const epochs = host.state.keyring.domains[domain];
      const found = epoch ? epochs.find((entry) => equal(entry.epoch, epoch)) : epochs.at(-1);
      return found && { epoch: found.epoch.slice(), key: found.key.slice() };
    },
    close: () => host.close(),
  };
}
