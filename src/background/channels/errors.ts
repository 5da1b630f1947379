import { LatchkeyError } from '../../encoding/index.ts';

/** A chat password below 40 bits: it would be guessed from one text. `chat-password-weak` */
export class WeakChatPasswordError extends LatchkeyError {
  readonly code = 'chat-password-weak';

  constructor() {
    super('the chat password would be guessed');
  }
}

/** The password that opens this vault, as a chat password: everybody in the channel would have it. `chat-password-own` */
export class OwnPasswordError extends LatchkeyError {
  readonly code = 'chat-password-own';

  constructor() {
    super('the chat password opens this vault');
  }
}

/** None was set for all chats. `no-chat-password` */
export class NoChatPasswordError extends LatchkeyError {
  readonly code = 'no-chat-password';

  constructor() {
    super('no chat password is set');
  }
}

/** It doesn't open this text, or isn't the one that was set for all chats. `wrong-chat-password` */
export class WrongChatPasswordError extends LatchkeyError {
  readonly code = 'wrong-chat-password';

  constructor() {
    super('the chat password is wrong');
  }
}

/** The channel was left, or another browser left it. `channel-gone` */
export class ChannelGoneError extends LatchkeyError {
  readonly code = 'channel-gone';

  constructor() {
    super('no such channel here');
  }
}
