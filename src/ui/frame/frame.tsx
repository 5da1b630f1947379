import type { ComponentChildren, JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { IconButton, Mark, Menu, Notice } from '../kit/index.ts';
import type { MenuItem } from '../kit/index.ts';
import type { Shown } from './shown.ts';
import { close } from './ticket.ts';
import { useOwnKeys } from './use-own-keys.ts';

interface FrameProps {
  title: string;
  /** It says more than who can read what is written here. */
  isTitleShown?: boolean;
  /** The page's host; absent until it is known. */
  site: string | undefined;
  shown: Shown;
  /** Who can read it; without it the person here alone. */
  whom?: ComponentChildren;
  /** What the menu offers besides switching the site off. */
  more?: readonly MenuItem[];
  /** The cross; without it the frame goes. */
  onClose?: () => void;
  foot: ComponentChildren;
  children: ComponentChildren;
}

/** A frame inside somebody's page: who can read, the way out, what it is about, and what can be done. */
export function Frame({
  title,
  isTitleShown = false,
  site,
  shown,
  whom,
  more = [],
  onClose = () => void close(),
  foot,
  children,
}: FrameProps): JSX.Element {
  useOwnKeys(shown.tell);
  const switchOff = async (host: string): Promise<void> => {
    await call('sites.switch', { host, on: false }).catch(() => undefined);
    await close();
  };
  return (
    // Text that is dragged out of a frame can be dropped into the page, which may have led the hand there.
    <div class="frame" ref={shown.whole} onDragStart={(event) => event.preventDefault()}>
      <header>
        <Mark size={16} />
        <h1 class={isTitleShown ? 'whom' : 'hidden-text'}>{title}</h1>
        {!isTitleShown && (whom ?? <span class="whom">{message('composeForMyself')}</span>)}
        <span class="spring" />
        {site !== undefined && (
          <Menu
            label={message('composeMenu')}
            items={[...more, { label: message('composeSwitchOff', site), onChoose: () => void switchOff(site) }]}
          />
        )}
        <IconButton icon="close" label={message('composeClose')} onClick={onClose} />
      </header>
      <main>
        {children}
        {shown.refusal === 'covered' && <Notice kind="danger">{message('composeCovered')}</Notice>}
      </main>
      {/* Always there: a screen reader may not hear of a status that comes together with its words. */}
      <p class="too-quick" role="status">
        {shown.refusal === 'quick' && message('composeQuick')}
      </p>
      <footer>{foot}</footer>
    </div>
  );
}
