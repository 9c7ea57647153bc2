/** Lets one go on at a time: whoever holds a turn gives it on by disposing of it. */
export function turnTaker(): () => Promise<Disposable> {
  let last = Promise.resolve();
  return async () => {
    const before = last;
    let end = (): void => undefined;
    last = new Promise((resolve) => {
      end = resolve;
    });
    await before;
    return { [Symbol.dispose]: () => end() };
  };
}
