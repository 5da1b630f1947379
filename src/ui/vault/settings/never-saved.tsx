import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import { Failure, IconButton, List, Row, useAction, useQuestion } from '../../kit/index.ts';

/** Sites on which nothing is offered to be saved; empty it is not there. */
export function NeverSaved(): JSX.Element | null {
  const { answer, error, again } = useQuestion('save.never', {}, ['saves']);
  const allow = useAction(async (host: string) => {
    await call('save.allow', { host });
    again();
  });
  const failed = error ?? allow.error;
  if (failed !== undefined) return <Failure error={failed} again={again} />;
  if (!answer || answer.hosts.length === 0) return null;
  return (
    <List title={message('saveNeverTitle')}>
      {answer.hosts.map((host) => (
        <Row
          key={host}
          icon="globe"
          title={host}
          action={
            <IconButton icon="close" label={message('saveNeverRemove', host)} onClick={() => void allow.run(host)} />
          }
        />
      ))}
    </List>
  );
}
