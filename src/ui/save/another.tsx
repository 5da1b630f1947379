import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { NamedLogin, SaveOffer } from '../../rpc/index.ts';
import { Button } from '../kit/index.ts';

interface AnotherProps {
  offer: SaveOffer;
  choose: (login: NamedLogin) => (event: MouseEvent) => void;
}

/** The other logins of the site: one of them is meant. */
export function Another({ offer, choose }: AnotherProps): JSX.Element {
  return (
    <div class="save-says">
      <p>{message('saveAnotherText')}</p>
      {offer.others.map((login) => (
        <Button key={login.id} wide onClick={choose(login)}>
          {[login.title, login.username].filter((part) => part !== '').join(' · ')}
        </Button>
      ))}
    </div>
  );
}
