import { bytes, fromHex } from '../encoding/index.ts';
import type { Curve } from './curve.ts';
import { nativeCurve } from './curve-native.ts';
import { nobleCurve } from './curve-noble.ts';
import { equal } from './memory.ts';

/** RFC 8032 section 7.1, test 1 (an empty message). */
const SEED = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
const PUBLIC = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
const SIGNATURE =
  'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b';

/** RFC 7748 section 6.1. */
const ALICE = '77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a';
const BOB = 'de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f';
const SHARED = '4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742';

/** Whether an implementation is there and gives the known answers. Never throws. */
export async function works(curve: Curve): Promise<boolean> {
  try {
    const signature = await curve.sign(fromHex(SEED), bytes(0));
    const verified = await curve.verify(fromHex(PUBLIC), bytes(0), signature);
    const shared = await curve.agree(fromHex(ALICE), fromHex(BOB));
    const pairs = [await curve.signingKeyPair(), await curve.agreementKeyPair()];
    const sized = pairs.every(({ publicKey, privateKey }) => publicKey.length === 32 && privateKey.length === 32);
    return verified && sized && equal(signature, fromHex(SIGNATURE)) && equal(shared, fromHex(SHARED));
  } catch {
    return false;
  }
}

/** The first implementation that works, else the last. */
export async function choose(first: Curve, last: Curve): Promise<Curve> {
  return (await works(first)) ? first : last;
}

let chosen: Promise<Curve> | undefined;

/** The implementation in use: the platform's where it works, else noble's. Found out once, at first use. */
export function curve(): Promise<Curve> {
  chosen ??= choose(nativeCurve, nobleCurve);
  return chosen;
}
