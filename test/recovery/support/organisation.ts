import { agreementKeyPair, wipe } from '../../../src/crypto/index.ts';
import type { KeyPair } from '../../../src/crypto/index.ts';
import type { Bytes, Id } from '../../../src/encoding/index.ts';
import { toBase64url } from '../../../src/encoding/index.ts';
import {
  meetingOf,
  openOrganisationSeal,
  organisationFingerprint,
  requestCode,
  sealOrganisationAnswer,
} from '../../../src/recovery/index.ts';
import type { Fetch } from '../../../src/sync/index.ts';
import { MeetingClient } from '../../../src/sync/index.ts';
import type { OrganisationKey } from '../../../src/wire/index.ts';
import { writeOrganisationKey } from '../../../src/wire/index.ts';

/** What an organisation is asked for: whose vault, for whom, and the seal. */
interface Request {
  readonly account: Id;
  readonly slot: Id;
  readonly shareKey: Bytes;
  readonly seal: Bytes;
}

/** An organisation with its recovery key in software. The private half never leaves this object. */
export class TestOrganisation {
  readonly key: OrganisationKey;
  readonly #pair: KeyPair;

  private constructor(name: string, pair: KeyPair) {
    this.key = { name, publicKey: pair.publicKey };
    this.#pair = pair;
  }

  static async make(name = 'Acme Rope Works', seed?: Bytes): Promise<TestOrganisation> {
    return new TestOrganisation(name, await agreementKeyPair(seed));
  }

  /** As policy and paper have it. */
  get fingerprint(): string {
    return organisationFingerprint(this.key);
  }

  /** As its store is told. */
  get published(): string {
    return toBase64url(writeOrganisationKey(this.key));
  }

  /** Its people were told a code: found at the asker's store, compared and answered. Throws where the code isn't of what is told there. */
  async help(fetch: Fetch, store: string, code: string): Promise<void> {
    const client = new MeetingClient({ fetch });
    const place = { store, meeting: meetingOf(code) };
    const { account, shareKey, organisation } = await client.look(place);
    if (!organisation || requestCode(shareKey, account) !== code) throw new Error('the code is of another request');
    const answer = await this.answer({ account, shareKey, ...organisation });
    if (!answer) throw new Error('sealed to somebody else');
    await client.hand(place, answer);
  }

  /** What it hands over for a request; undefined where the seal isn't for this key, or not of this vault. */
  async answer({ account, slot, shareKey, seal }: Request): Promise<Bytes | undefined> {
    const secret = await openOrganisationSeal({ account, slot }, { keyPair: this.#pair, name: this.key.name }, seal);
    if (!secret) return undefined;
    try {
      return await sealOrganisationAnswer({ account, shareKey }, { name: this.key.name, secret });
    } finally {
      wipe(secret);
    }
  }
}
