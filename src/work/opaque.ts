import { client, ready } from '@serenity-kit/opaque';
import { MalformedError } from '../encoding/index.ts';
import type { AnswerTo, JobOf, OpaqueFinishInput, OpaqueJobs, ResultOf } from './jobs.ts';
import type { WorkScope } from './serve.ts';
import { serve } from './serve.ts';

/** The worker of a sign-in: OPAQUE's client (RFC 9807). In a script of its own, for it is as large as all others together. */
export function serveOpaque(scope: WorkScope<AnswerTo<OpaqueJobs>>): void {
  serve<OpaqueJobs>(scope, runOpaque);
}

async function runOpaque(job: JobOf<OpaqueJobs>): Promise<ResultOf<OpaqueJobs>> {
  await ready;
  switch (job.kind) {
    case 'startRegistration': {
      const { clientRegistrationState: state, registrationRequest: request } = client.startRegistration(job.input);
      return { state, request };
    }
    case 'finishRegistration':
      return reading(() => finishRegistration(job.input));
    case 'startLogin': {
      const { clientLoginState: state, startLoginRequest: request } = client.startLogin(job.input);
      return { state, request };
    }
    case 'finishLogin':
      return reading(() => finishLogin(job.input));
  }
}

function finishRegistration({
  state,
  response,
  ...rest
}: OpaqueFinishInput): OpaqueJobs['finishRegistration']['result'] {
  const finished = client.finishRegistration({
    ...rest,
    clientRegistrationState: state,
    registrationResponse: response,
  });
  return { record: finished.registrationRecord, storeKey: finished.serverStaticPublicKey };
}

function finishLogin({ state, response, ...rest }: OpaqueFinishInput): OpaqueJobs['finishLogin']['result'] {
  const finished = client.finishLogin({ ...rest, clientLoginState: state, loginResponse: response });
  if (!finished) return null;
  const { finishLoginRequest, sessionKey, serverStaticPublicKey } = finished;
  return { finish: finishLoginRequest, sessionKey, storeKey: serverStaticPublicKey };
}

/** The library throws for a message that it can't read; what it says is dropped. */
function reading<T>(run: () => T): T {
  try {
    return run();
  } catch {
    throw new MalformedError('not a message of OPAQUE');
  }
}
