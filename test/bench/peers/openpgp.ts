import * as openpgp from 'openpgp';

async function newKey(name: string): Promise<openpgp.PrivateKey> {
  const made = { type: 'ecc', curve: 'curve25519', userIDs: [{ name }], format: 'object' } as const;
  return (await openpgp.generateKey(made)).privateKey;
}

/** Signs and encrypts, decrypts and verifies, as Mailvelope does for one reader. */
export async function openpgpPair(text: string) {
  const [alice, bob] = [await newKey('Alice'), await newKey('Bob')];
  const encrypt = async (): Promise<string> =>
    String(
      await openpgp.encrypt({
        message: await openpgp.createMessage({ text }),
        encryptionKeys: bob.toPublic(),
        signingKeys: alice,
      }),
    );
  const decrypt = async (armoredMessage: string): Promise<string> => {
    const message = await openpgp.readMessage({ armoredMessage });
    const verificationKeys = alice.toPublic();
    return String((await openpgp.decrypt({ message, decryptionKeys: bob, verificationKeys })).data);
  };
  return { encrypt, decrypt };
}
