import type { Handlers } from '../../rpc/index.ts';
import type { OwnClipboard } from './own-clipboard.ts';
import type { Context } from '../context/index.ts';
import { readCopySettings, saveCopySettings } from './settings.ts';

type Question = 'clipboard.copy' | 'clipboard.state' | 'clipboard.clear' | 'copying.read' | 'copying.save';

interface ClipboardParts extends Pick<Context, 'local' | 'tell'> {
  readonly clipboard: OwnClipboard;
}

/** Answers what is copied by name of a text that a page has, and how this browser copies. */
export function clipboardHandlers({ clipboard, local, tell }: ClipboardParts): Handlers<Question> {
  return {
    'clipboard.copy': ({ text, lasts }) => clipboard.copy(text, lasts),
    'clipboard.state': () => clipboard.state(),
    'clipboard.clear': async () => {
      await clipboard.clear();
      return {};
    },
    'copying.read': () => readCopySettings(local),
    'copying.save': async (settings) => {
      await saveCopySettings(local, settings);
      tell({ type: 'clipboard' });
      return settings;
    },
  };
}
