import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import type { LoginFields } from '../../../rpc/index.ts';
import { siteHost } from '../../../typed/index.ts';
import { Generator } from '../../generator/index.ts';
import { Button, isEscape } from '../../kit/index.ts';

interface PasswordGeneratorProps {
  urls: LoginFields['urls'];
  onUse: (password: string) => void;
}

/** Below a login's password: makes another by the rules of the first site that it is for. Escape closes it. */
export function PasswordGenerator({ urls, onUse }: PasswordGeneratorProps): JSX.Element {
  const [isOpen, open] = useState(false);
  // Where the focus goes when it closes; at first it is the form's.
  const [wasOpen, setWasOpen] = useState(false);
  const show = (): void => {
    open(true);
    setWasOpen(true);
  };
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = panel;
    if (!isOpen || !current) return undefined;
    // It grows as what it made comes in; its button must not stand below the form's own.
    const observer = new ResizeObserver(() => current.scrollIntoView({ block: 'nearest' }));
    observer.observe(current);
    return () => observer.disconnect();
  }, [isOpen]);
  const host = urls.map(({ url }) => siteHost(url)).find((each) => each !== undefined);
  const leave = (event: KeyboardEvent): void => {
    if (!isEscape(event)) return;
    event.preventDefault();
    event.stopPropagation();
    open(false);
  };
  if (!isOpen) {
    return (
      <div class="line">
        <Button icon="again" onClick={show} autoFocus={wasOpen}>
          {message('generatorOpen')}
        </Button>
      </div>
    );
  }
  return (
    <div ref={panel} class="generator-panel" onKeyDown={leave}>
      <Generator
        host={host}
        use={message('generatorPutIn')}
        onUse={(password) => {
          onUse(password);
          open(false);
        }}
      />
      <Button kind="quiet" onClick={() => open(false)}>
        {message('generatorClose')}
      </Button>
    </div>
  );
}
