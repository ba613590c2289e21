/** Keys of a terminal, one at a time, without Enter. */
export interface Keys {
  /** Returns a function that ends it and gives the terminal back as it was. Ctrl-C comes as `\u0003`: the terminal sends no signal meanwhile. */
  listen(onKey: (key: string) => void): () => void;
}

/** Wraps the input of the process; undefined where it is no terminal. */
export function wrapKeys(stream: NodeJS.ReadStream): Keys | undefined {
  if (!stream.isTTY) return undefined;
  return {
    listen(onKey) {
      const onData = (data: Buffer): void => {
        for (const key of data.toString('latin1')) onKey(key);
      };
      stream.setRawMode(true);
      stream.on('data', onData);
      return () => {
        stream.off('data', onData);
        stream.setRawMode(false);
        stream.pause();
        stream.unref();
      };
    },
  };
}
