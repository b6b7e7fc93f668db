/** What is made of a document, table or figure once, and kept as long as that is: many relations ask for the same. */
export function once<K extends object, T>(make: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, { made: T }>();
  return (key) => {
    const before = known.get(key);
    if (before) return before.made;
    const made = make(key);
    known.set(key, { made });
    return made;
  };
}

const mostKept = 5000;

/** The same for words, as titles of columns are. */
export function onceForWords<T>(make: (words: string) => T): (words: string) => T {
  const known = new Map<string, { made: T }>();
  return (words) => {
    const before = known.get(words);
    if (before) return before.made;
    if (known.size >= mostKept) known.clear();
    const made = make(words);
    known.set(words, { made });
    return made;
  };
}
