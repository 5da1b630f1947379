import type { TestStore } from './store.ts';
import { openStore } from './store.ts';
import { TestClient } from './client.ts';

type Environment = Readonly<Record<string, string>>;

/** A store that is opened in its folder again and again, by the same people, at a time that goes on. */
export class Folder {
  readonly #environment: Environment;
  #opened: TestStore;
  #passed = 0;
  /** For whoever stays: what they hold is whichever store is open. */
  readonly store: TestStore;

  private constructor(opened: TestStore, environment: Environment) {
    this.#opened = opened;
    this.#environment = environment;
    this.store = this.#following();
  }

  static async make(environment: Environment = {}): Promise<Folder> {
    return new Folder(await openStore(environment), environment);
  }

  forward(milliseconds: number): void {
    this.#passed += milliseconds;
    this.#opened.clock.forward(milliseconds);
  }

  /** Opened anew; `meanwhile` happens to the folder while nobody has it open. */
  async reopen(meanwhile: (folder: string) => void = () => undefined): Promise<void> {
    const { folder, mails } = this.#opened;
    await this.#opened.close();
    meanwhile(folder);
    this.#opened = await openStore(this.#environment, folder, this.#passed);
    this.#opened.mails.push(...mails);
  }

  #following(): TestStore {
    const opened = (): TestStore => this.#opened;
    const { folder, origin } = this.#opened;
    const send: TestStore['send'] = (request) => opened().send(request);
    return {
      folder,
      origin,
      send,
      client: () => TestClient.of(send, origin),
      close: () => opened().close(),
      get clock() {
        return opened().clock;
      },
      get logged() {
        return opened().logged;
      },
      get mails() {
        return opened().mails;
      },
      get parts() {
        return opened().parts;
      },
      get app() {
        return opened().app;
      },
    };
  }
}
