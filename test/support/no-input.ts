/** Standard input that is at its end. */
export const noInput: AsyncIterable<Uint8Array> = {
  async *[Symbol.asyncIterator]() {
    // Nothing.
  },
};
