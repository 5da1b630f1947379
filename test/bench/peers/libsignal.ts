import * as signal from '@signalapp/libsignal-client';

type Address = signal.ProtocolAddress;
type Bytes = Uint8Array<ArrayBuffer>;

/** Kept in memory as it is, not written out: as our own sessions are measured. */
class Sessions extends signal.SessionStore {
  readonly held = new Map<string, signal.SessionRecord>();
  override saveSession(name: Address, record: signal.SessionRecord): Promise<void> {
    this.held.set(name.name(), record);
    return Promise.resolve();
  }
  override getSession(name: Address): Promise<signal.SessionRecord | null> {
    return Promise.resolve(this.held.get(name.name()) ?? null);
  }
  override getExistingSessions(names: Address[]): Promise<signal.SessionRecord[]> {
    return Promise.resolve(names.flatMap((name) => this.held.get(name.name()) ?? []));
  }
}

class Identity extends signal.IdentityKeyStore {
  readonly key = signal.PrivateKey.generate();
  readonly known = new Map<string, signal.PublicKey>();
  override getIdentityKey(): Promise<signal.PrivateKey> {
    return Promise.resolve(this.key);
  }
  override getLocalRegistrationId(): Promise<number> {
    return Promise.resolve(1);
  }
  override saveIdentity(name: Address, key: signal.PublicKey): Promise<signal.IdentityChange> {
    this.known.set(name.name(), key);
    return Promise.resolve(signal.IdentityChange.NewOrUnchanged);
  }
  override isTrustedIdentity(): Promise<boolean> {
    return Promise.resolve(true);
  }
  override getIdentity(name: Address): Promise<signal.PublicKey | null> {
    return Promise.resolve(this.known.get(name.name()) ?? null);
  }
}

class PreKeys extends signal.PreKeyStore {
  readonly private = signal.PrivateKey.generate();
  readonly record = signal.PreKeyRecord.new(1, this.private.getPublicKey(), this.private);
  override savePreKey(): Promise<void> {
    return Promise.resolve();
  }
  override getPreKey(): Promise<signal.PreKeyRecord> {
    return Promise.resolve(this.record);
  }
  override removePreKey(): Promise<void> {
    return Promise.resolve();
  }
}

class SignedPreKeys extends signal.SignedPreKeyStore {
  readonly record: signal.SignedPreKeyRecord;
  constructor(identity: signal.PrivateKey) {
    super();
    const key = signal.PrivateKey.generate();
    const signature = identity.sign(key.getPublicKey().serialize());
    this.record = signal.SignedPreKeyRecord.new(1, Date.now(), key.getPublicKey(), key, signature);
  }
  override saveSignedPreKey(): Promise<void> {
    return Promise.resolve();
  }
  override getSignedPreKey(): Promise<signal.SignedPreKeyRecord> {
    return Promise.resolve(this.record);
  }
}

class KyberPreKeys extends signal.KyberPreKeyStore {
  readonly record: signal.KyberPreKeyRecord;
  constructor(identity: signal.PrivateKey) {
    super();
    const pair = signal.KEMKeyPair.generate();
    const signature = identity.sign(pair.getPublicKey().serialize());
    this.record = signal.KyberPreKeyRecord.new(1, Date.now(), pair, signature);
  }
  override saveKyberPreKey(): Promise<void> {
    return Promise.resolve();
  }
  override getKyberPreKey(): Promise<signal.KyberPreKeyRecord> {
    return Promise.resolve(this.record);
  }
  override markKyberPreKeyUsed(): Promise<void> {
    return Promise.resolve();
  }
}

/** One device. */
export class SignalDevice {
  readonly sessions = new Sessions();
  readonly identity = new Identity();
  readonly preKeys = new PreKeys();
  readonly signed = new SignedPreKeys(this.identity.key);
  readonly kyber = new KyberPreKeys(this.identity.key);
  readonly address: Address;

  constructor(name: string) {
    this.address = signal.ProtocolAddress.new(name, 1);
  }

  /** Begins a session with another device, whose keys' signatures are checked. */
  async begin(other: SignalDevice): Promise<void> {
    const { preKeys, signed, kyber, identity, address } = other;
    const bundle = signal.PreKeyBundle.new(
      ...([1, 1, 1, preKeys.record.publicKey()] as const),
      ...([1, signed.record.publicKey(), signed.record.signature()] as const),
      identity.key.getPublicKey(),
      ...([1, kyber.record.publicKey(), kyber.record.signature()] as const),
    );
    await signal.processPreKeyBundle(bundle, address, this.address, this.sessions, this.identity);
  }

  encrypt(text: Bytes, to: SignalDevice): Promise<signal.CiphertextMessage> {
    return signal.signalEncrypt(text, to.address, this.address, this.sessions, this.identity);
  }

  decrypt(message: signal.CiphertextMessage, from: SignalDevice): Promise<Uint8Array> {
    const bytes = message.serialize();
    const [sessions, identity] = [this.sessions, this.identity];
    if (message.type() === signal.CiphertextMessageType.PreKey) {
      const read = signal.PreKeySignalMessage.deserialize(bytes);
      const { preKeys, signed, kyber } = this;
      return signal.signalDecryptPreKey(
        ...([read, from.address, this.address, sessions, identity, preKeys, signed, kyber] as const),
      );
    }
    const read = signal.SignalMessage.deserialize(bytes);
    return signal.signalDecrypt(read, from.address, this.address, sessions, identity);
  }

  /** What hides the sender of a message from the server; the sender is to have a session with `to`. */
  sealer(message: signal.CiphertextMessage, to: SignalDevice): () => Promise<Uint8Array> {
    const [root, server] = [signal.PrivateKey.generate(), signal.PrivateKey.generate()];
    const authority = signal.ServerCertificate.new(1, server.getPublicKey(), root);
    const certificate = signal.SenderCertificate.new(
      ...(['9d0652a3-dcc3-4d11-975f-74d61598733f', null, 1] as const),
      ...([this.identity.key.getPublicKey(), Date.now() + 1e9, authority, server] as const),
    );
    const content = signal.UnidentifiedSenderMessageContent.new(message, certificate, 1, null);
    return () => signal.sealedSenderEncrypt(content, to.address, this.identity);
  }
}
