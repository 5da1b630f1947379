/**
 * For knip: a room's error classes belong to what it promises, even where nobody asks for a class by name (most ask for
 * its `code`). Everything else that is exported must be used.
 */
export default function keepErrors(options) {
  const { exports } = options.issues;
  for (const [file, symbols] of Object.entries(exports)) {
    for (const name of Object.keys(symbols)) {
      if (!name.endsWith('Error')) continue;
      delete symbols[name];
      options.counters.exports -= 1;
    }
    if (Object.keys(symbols).length === 0) delete exports[file];
  }
  return options;
}
