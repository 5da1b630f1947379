import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import { Button, Failure, List, Row, Screen, useAction, useQuestion, Waiting } from '../../kit/index.ts';

/** The prompt that this window was opened for. */
export function promptHere(): string | undefined {
  return /^#sign-in\/([\w-]{22})$/.exec(location.hash)?.[1];
}

/** A site asks by the browser for a name and a password: which login is meant. */
export function SignInHere({ prompt: id }: { prompt: string }): JSX.Element {
  const { answer, error } = useQuestion('prompts.read', { prompt: id }, ['status']);
  const choose = useAction(async (login?: string) => {
    await call('prompts.answer', { prompt: id, ...(login === undefined ? {} : { login }) });
    window.close();
  });
  const isOver = answer !== undefined && answer.prompt === undefined;
  useEffect(() => {
    if (isOver) window.close();
  }, [isOver]);
  useEffect(() => {
    // Whoever closes the window leaves it to the browser: the page waits for an answer.
    const leave = (): void => void call('prompts.answer', { prompt: id }).catch(() => undefined);
    addEventListener('pagehide', leave);
    return () => removeEventListener('pagehide', leave);
  }, [id]);
  const failed = error ?? choose.error;
  const prompt = answer?.prompt;
  return (
    <Screen title={message('promptTitle')}>
      {failed !== undefined && <Failure error={failed} />}
      {!prompt && failed === undefined && <Waiting />}
      {prompt && (
        <>
          <div class="popup-notice">
            <p>{message('promptText', prompt.origin)}</p>
            {prompt.realm !== '' && <p class="muted">{message('promptRealm', prompt.realm)}</p>}
          </div>
          <List title={message('promptWith')}>
            {prompt.logins.map((login, at) => (
              <Row
                key={login.id}
                icon="key"
                title={login.title}
                detail={login.username}
                selected={at === 0}
                action={
                  at === 0 && (
                    <Button kind="primary" onClick={() => void choose.run(login.id)}>
                      {message('promptSignIn')}
                    </Button>
                  )
                }
                onOpen={() => void choose.run(login.id)}
              />
            ))}
          </List>
          <div class="popup-notice">
            <Button kind="quiet" onClick={() => void choose.run()}>
              {message('promptByBrowser')}
            </Button>
          </div>
        </>
      )}
    </Screen>
  );
}
