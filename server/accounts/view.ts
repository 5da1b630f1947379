import { toBase64url, toId } from '../../src/encoding/index.ts';
import type { AccessView } from '../../src/wire/index.ts';
import type { Session } from './door.ts';
import type { Parts } from './parts.ts';

/** What can sign in to the account of this session. */
export async function viewAccess({ database }: Parts, { account }: Session): Promise<AccessView> {
  return database.read(async ({ query }) => {
    const row = await query
      .selectFrom('accounts')
      .select(['lookup', 'password_slot', 'totp_sealed'])
      .where('number', '=', account)
      .executeTakeFirstOrThrow();
    const passkeys = await query.selectFrom('passkeys').selectAll().where('account', '=', account).execute();
    const signKeys = await query.selectFrom('sign_keys').selectAll().where('account', '=', account).execute();
    const securityKeys = await query.selectFrom('security_keys').selectAll().where('account', '=', account).execute();
    const codes = await query.selectFrom('backup_codes').select('code').where('account', '=', account).execute();
    return {
      email: row.lookup !== null,
      password: row.password_slot && toId(row.password_slot),
      totp: row.totp_sealed !== null,
      backupCodes: codes.length,
      passkeys: passkeys.map(({ slot, credential }) => ({ slot: toId(slot), credential: toBase64url(credential) })),
      securityKeys: securityKeys.map(({ credential, created_at: createdAt, label }) => ({
        credential: toBase64url(credential),
        createdAt,
        ...(label ? { label: toBase64url(label) } : {}),
      })),
      signKeys: signKeys.map(({ slot, public_key }) => ({ slot: toId(slot), publicKey: toBase64url(public_key) })),
    };
  });
}
