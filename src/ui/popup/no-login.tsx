import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { ForPage } from '../../rpc/index.ts';
import { Button, Empty } from '../kit/index.ts';

type Site = NonNullable<ForPage['site']>;

/** No login belongs to the page one is on. */
export function NoLogin({ site, newLogin }: { site: Site; newLogin: () => void }): JSX.Element {
  return (
    <Empty icon="key" title={message('popupNoLogin', site.host)}>
      <Button kind="primary" icon="plus" onClick={newLogin}>
        {message('popupNewLogin')}
      </Button>
    </Empty>
  );
}
