import { ready, server } from '@serenity-kit/opaque';
import { beforeAll, describe, expect, it } from 'vitest';
import { toBase64url } from '../../src/encoding/index.ts';
import type { AnswerTo, JobOf, OpaqueJobs } from '../../src/work/index.ts';
import { serveOpaque } from '../../src/work/index.ts';

/** Cheap on purpose; the real parameters are a constant of the format. */
const keyStretching = { 'argon2id-custom': { iterations: 1, memory: 1024, parallelism: 1 } };
const userIdentifier = 'somebody';
const password = 'correct horse battery staple';

type Result<K extends keyof OpaqueJobs> = OpaqueJobs[K]['result'];

/** The worker over a real message channel. */
function worker() {
  const { port1, port2 } = new MessageChannel();
  serveOpaque({
    addEventListener: (type, listener) => {
      port2.addEventListener(type, (event: MessageEvent<unknown>) => listener(event));
      port2.start();
    },
    postMessage: (answer) => port2.postMessage(answer),
  });
  port1.start();
  const ask = (job: JobOf<OpaqueJobs>): Promise<AnswerTo<OpaqueJobs>> =>
    new Promise((resolve) => {
      port1.addEventListener('message', ({ data }: MessageEvent<AnswerTo<OpaqueJobs>>) => resolve(data), {
        once: true,
      });
      port1.postMessage(job);
    });
  return { ask, close: () => port1.close() };
}

async function result<K extends keyof OpaqueJobs>(kind: K, input: OpaqueJobs[K]['input']): Promise<Result<K>> {
  const { ask, close } = worker();
  const answer = await ask({ number: 3, kind, input } as JobOf<OpaqueJobs>);
  close();
  if (!answer.ok) throw new Error(answer.code);
  expect(answer.number).toBe(3);
  return answer.result;
}

describe('the worker of a sign-in', () => {
  let setup = '';
  let record = '';

  beforeAll(async () => {
    await ready;
    setup = server.createSetup();
    const { state, request } = await result('startRegistration', { password });
    const response = server.createRegistrationResponse({
      serverSetup: setup,
      userIdentifier,
      registrationRequest: request,
    }).registrationResponse;
    const finished = await result('finishRegistration', { password, state, response, keyStretching });
    record = finished.record;
    expect(finished.storeKey).toBe(server.getPublicKey(setup));
  });

  /** A store's answer to a first message; what the store then makes of the last one. */
  function store(request: string, registrationRecord: string | null) {
    const { serverLoginState, loginResponse } = server.startLogin({
      serverSetup: setup,
      userIdentifier,
      registrationRecord,
      startLoginRequest: request,
    });
    const finish = (finishLoginRequest: string) =>
      server.finishLogin({ serverLoginState, finishLoginRequest }).sessionKey;
    return { response: loginResponse, finish };
  }

  it('proves a password, and both sides have one key', async () => {
    const { state, request } = await result('startLogin', { password });
    const { response, finish } = store(request, record);
    const proof = await result('finishLogin', { password, state, response, keyStretching });
    expect(proof?.storeKey).toBe(server.getPublicKey(setup));
    expect(finish(proof?.finish ?? '')).toBe(proof?.sessionKey);
  });

  it('answers null for a wrong password and for nobody', async () => {
    for (const [typed, kept] of [
      ['wrong', record],
      [password, null],
    ] as const) {
      const { state, request } = await result('startLogin', { password: typed });
      const { response } = store(request, kept);
      expect(await result('finishLogin', { password: typed, state, response, keyStretching })).toBeNull();
    }
  });

  it('stretches: with other parameters the password is another', async () => {
    const { state, request } = await result('startLogin', { password });
    const { response } = store(request, record);
    const other = { 'argon2id-custom': { iterations: 2, memory: 1024, parallelism: 1 } };
    expect(await result('finishLogin', { password, state, response, keyStretching: other })).toBeNull();
  });

  it.each([
    ['nothing', ''],
    ['zeros', toBase64url(new Uint8Array(320))],
    ['something else', 'not base64url!'],
  ])('says that %s is no message', async (_, response) => {
    const { ask, close } = worker();
    const start = await result('startLogin', { password });
    const input = { password, state: start.state, response, keyStretching };
    expect(await ask({ number: 1, kind: 'finishLogin', input })).toEqual({ number: 1, ok: false, code: 'malformed' });
    const registration = await result('startRegistration', { password });
    expect(
      await ask({ number: 2, kind: 'finishRegistration', input: { ...input, state: registration.state } }),
    ).toEqual({ number: 2, ok: false, code: 'malformed' });
    close();
  });
});
