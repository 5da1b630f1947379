import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { ForPage } from '../../rpc/index.ts';
import { Button, Empty } from '../kit/index.ts';
import type { RowHands } from './row-actions.ts';
import { TypedHere, useTypedHere } from './save/typed-here.tsx';

type Site = NonNullable<ForPage['site']>;

interface NoLoginProps {
  site: Site;
  newLogin: () => void;
  act: RowHands['act'];
}

/** No login belongs to the page one is on; what is typed there can be kept. */
export function NoLogin({ site, newLogin, act }: NoLoginProps): JSX.Element {
  const isTyped = useTypedHere();
  return (
    <Empty icon="key" title={message('popupNoLogin', site.host)}>
      {isTyped && <TypedHere act={act} />}
      <Button kind={isTyped ? 'quiet' : 'primary'} icon="plus" onClick={newLogin}>
        {message('popupNewLogin')}
      </Button>
    </Empty>
  );
}
