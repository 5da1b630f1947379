import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromHex, fromId, toHex } from '../../../src/encoding/index.ts';
import { idOfText, messageId, openMessage } from '../../../src/messaging/index.ts';
import { messageApart } from './apart.ts';

interface Said {
  readonly text: string;
  readonly key: string;
  readonly sender: string;
  readonly conversation: string;
  readonly recipients: readonly string[];
  readonly ciphertext: string;
  readonly id: string;
  readonly armored: string;
}

const { opened, refused } = JSON.parse(
  readFileSync(new URL('../../vectors/messages/message.json', import.meta.url), 'utf8'),
) as { opened: readonly Said[]; refused: Readonly<Record<string, Said>> };

const bindingOf = ({ sender, conversation, recipients }: Said) => ({
  sender: fromHex(sender),
  conversation: fromId(conversation),
  recipients: recipients.map(fromHex),
});

describe('a published text', () => {
  it.each(opened.map((said) => [said.text.length, said] as const))('of %i characters opens', async (_, said) => {
    expect(await openMessage(said.armored, fromHex(said.key), bindingOf(said))).toBe(said.text);
    expect(toHex(idOfText(said.armored))).toBe(said.id);
    expect(toHex(messageId(fromHex(said.key), bindingOf(said), fromHex(said.ciphertext)))).toBe(said.id);
  });

  it.each(opened.map((said) => [said.text.length, said] as const))(
    'of %i characters reads the same a second time, without our code',
    (_, said) => {
      expect(messageApart(said)).toEqual({ id: said.id, text: said.text });
    },
  );

  it.each(Object.entries(refused))('is refused with %s', async (_, said) => {
    await expect(openMessage(said.armored, fromHex(said.key), bindingOf(said))).rejects.toThrow();
    expect(() => messageApart(said)).toThrow();
  });
});
