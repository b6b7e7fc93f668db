/**
 * Reads ahead: the next are being made while one is worked on, at most so many of them. What goes wrong in making one is
 * thrown when its turn comes; who stops early has what was begun brought to its end.
 */
export async function* readAhead<T>(source: AsyncGenerator<T>, most = 2): AsyncGenerator<T> {
  const waiting: Promise<IteratorResult<T>>[] = [];
  try {
    for (;;) {
      while (waiting.length < most) {
        const next = source.next();
        // Whoever awaits it is told as well; until then it is nobody's fault.
        next.catch(() => undefined);
        waiting.push(next);
      }
      const item = await waiting.shift();
      if (!item || item.done) return;
      yield item.value;
    }
  } finally {
    await source.return(undefined);
  }
}
