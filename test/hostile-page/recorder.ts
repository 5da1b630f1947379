/** What the page's recorder offers to the test, as a global of the page. */
interface Recorder {
  /** How many methods and accessors were wrapped. */
  readonly hooks: number;
  /** Changes of the document since the recorder started, as short descriptions. */
  readonly changes: readonly string[];
  /** Every string that any hook, event or poll has seen, joined. */
  seen(): string;
}

/**
 * Runs in the page, before everything else: wraps every method, getter, setter and constructor that can be reached from
 * `window` by walking properties and prototypes, listens to every event there is a handler for, observes every mutation
 * and every performance entry, and looks at the document again and again. Must not use anything from outside itself.
 */
export function record(): void {
  const strings = new Set<string>();
  const changes: string[] = [];
  const { apply, construct, ownKeys, getOwnPropertyDescriptor, defineProperty } = Reflect;
  const NativeProxy = Proxy;
  // Set while the recorder itself works: what it does is not recorded, or nothing would ever end.
  let own = true;
  let hooks = 0;

  const keep = (value: unknown, depth = 0): void => {
    if (typeof value === 'string') strings.add(value.slice(0, 20_000));
    else if (Array.isArray(value) && depth < 2) value.slice(0, 50).forEach((part) => keep(part, depth + 1));
  };
  const quietly = (work: () => void): void => {
    if (own) return;
    own = true;
    try {
      work();
    } catch {
      // A page that fails would be noticed; one that records on is not.
    } finally {
      own = false;
    }
  };

  type AnyFunction = (...input: unknown[]) => unknown;
  const proxies = new WeakMap<object, AnyFunction>();
  const wrap = (target: AnyFunction): AnyFunction => {
    const known = proxies.get(target);
    if (known) return known;
    hooks += 1;
    const proxy: AnyFunction = new NativeProxy(target, {
      apply(method, self, input: unknown[]) {
        const result: unknown = apply(method, self, input);
        quietly(() => [self, input, result].forEach((value) => keep(value)));
        return result;
      },
      construct(method, input: unknown[], made): object {
        quietly(() => keep(input));
        return construct(method, input, made === proxy ? method : made) as object;
      },
    });
    proxies.set(target, proxy);
    proxies.set(proxy, proxy);
    return proxy;
  };

  const isObject = (value: unknown): value is object =>
    (typeof value === 'object' && value !== null) || typeof value === 'function';
  const visited = new Set<object>();
  const queue: object[] = [window];
  const untouched = new Set<unknown>(['location', 'latchkeyRecorder']);
  const hook = (holder: object, key: string | symbol): void => {
    const property = getOwnPropertyDescriptor(holder, key);
    if (!property || untouched.has(key)) return;
    const { value, get, set, configurable, writable } = property as {
      value?: unknown;
      get?: AnyFunction;
      set?: AnyFunction;
      configurable: boolean;
      writable?: boolean;
    };
    if (isObject(value)) queue.push(value);
    if (get && isSafe(holder, key)) queue.push(...objectsBehind(holder, get));
    if (!configurable && !writable) return;
    if (typeof value === 'function') {
      const wrapped = key === 'constructor' ? undefined : wrap(value as AnyFunction);
      if (wrapped) defineProperty(holder, key, { ...property, value: wrapped });
    } else if (configurable && (get ?? set)) {
      defineProperty(holder, key, { ...property, ...(get && { get: wrap(get) }), ...(set && { set: wrap(set) }) });
    }
  };
  /** Only the window's own accessors have something to be read from: prototypes throw. */
  const isSafe = (holder: object, key: string | symbol): boolean => holder === window && typeof key === 'string';
  const objectsBehind = (holder: object, get: AnyFunction): object[] => {
    try {
      const value: unknown = apply(get, holder, []);
      return isObject(value) ? [value] : [];
    } catch {
      return [];
    }
  };
  for (let holder = queue.pop(); holder; holder = queue.pop()) {
    if (visited.has(holder)) continue;
    visited.add(holder);
    const parent = Object.getPrototypeOf(holder) as object | null;
    if (parent) queue.push(parent);
    for (const key of ownKeys(holder)) {
      try {
        hook(holder, key);
      } catch {
        // Some properties of the window can be read but not described.
      }
    }
  }

  const types = new Set<string>();
  for (const holder of visited) {
    for (const key of ownKeys(holder)) if (typeof key === 'string' && key.startsWith('on')) types.add(key.slice(2));
  }
  for (const type of [...types, 'beforeinput', 'focusin', 'focusout', 'compositionend', 'DOMContentLoaded']) {
    addEventListener(type, (event) => quietly(() => keepEvent(event)), true);
  }
  const keepEvent = (event: Event & { readonly data?: unknown; readonly key?: unknown }): void => {
    keep(event.type);
    keep(event.data);
    keep(event.key);
    const transfer = (event as { clipboardData?: DataTransfer | null; dataTransfer?: DataTransfer | null })
      .clipboardData;
    keep(transfer?.getData('text/plain'));
    keep((event.target as Partial<HTMLInputElement> | null)?.value);
  };

  new MutationObserver((records) =>
    quietly(() => {
      for (const { type, target, attributeName, addedNodes } of records) {
        changes.push(`${type} ${target.nodeName} ${attributeName ?? ''} +${String(addedNodes.length)}`);
        keep(target.textContent);
        addedNodes.forEach((node) => keep((node as Partial<Element>).outerHTML ?? node.textContent));
      }
    }),
  ).observe(document, { attributes: true, characterData: true, childList: true, subtree: true });

  const entries = new PerformanceObserver((list) => quietly(() => list.getEntries().forEach(({ name }) => keep(name))));
  for (const type of PerformanceObserver.supportedEntryTypes) entries.observe({ type, buffered: true });

  const look = (): void => {
    keep(document.documentElement.outerHTML);
    keep(getSelection()?.toString());
    for (const field of document.querySelectorAll('input, textarea')) keep((field as HTMLInputElement).value);
    for (let x = 0; x < innerWidth; x += 100) {
      for (const element of document.elementsFromPoint(x, innerHeight / 2)) {
        keep(element.outerHTML.slice(0, 2_000));
        keep(element.shadowRoot?.innerHTML);
      }
    }
    keep(`${String(window.length)} frames`);
    performance.getEntries().forEach(({ name }) => keep(name));
    // Whatever stood in the clipboard would be read if the browser allowed it.
    const { clipboard } = navigator as { clipboard?: Clipboard };
    void clipboard?.readText().then(keep, () => undefined);
  };
  setInterval(() => quietly(look), 40);

  const recorder: Recorder = {
    hooks,
    changes,
    seen: () => {
      own = true;
      look();
      own = false;
      return [...strings].join('\n');
    },
  };
  defineProperty(window, 'latchkeyRecorder', { value: recorder });
  own = false;
}
