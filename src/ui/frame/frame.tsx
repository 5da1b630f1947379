import type { ComponentChildren, JSX, RefObject } from 'preact';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { IconButton, Mark, Menu } from '../kit/index.ts';
import { close } from './ticket.ts';
import { useOwnKeys } from './use-own-keys.ts';

interface FrameProps {
  title: string;
  /** The page's host; absent until it is known. */
  site: string | undefined;
  whole: RefObject<HTMLDivElement | null>;
  foot: ComponentChildren;
  children: ComponentChildren;
}

/** A frame inside somebody's page: who can read, the way out, what it is about, and what can be done. */
export function Frame({ title, site, whole, foot, children }: FrameProps): JSX.Element {
  useOwnKeys();
  const switchOff = async (host: string): Promise<void> => {
    await call('sites.switch', { host, on: false }).catch(() => undefined);
    await close();
  };
  return (
    // Text that is dragged out of a frame can be dropped into the page, which may have led the hand there.
    <div class="frame" ref={whole} onDragStart={(event) => event.preventDefault()}>
      <header>
        <Mark size={16} />
        <h1 class="hidden-text">{title}</h1>
        <span class="whom">{message('composeForMyself')}</span>
        <span class="spring" />
        {site !== undefined && (
          <Menu
            label={message('composeMenu')}
            items={[{ label: message('composeSwitchOff', site), onChoose: () => void switchOff(site) }]}
          />
        )}
        <IconButton icon="close" label={message('composeClose')} onClick={() => void close()} />
      </header>
      <main>{children}</main>
      <footer>{foot}</footer>
    </div>
  );
}
