// What the pipeline needs of node:zlib, in a browser: gunzip, by the browser's own (https://compression.spec.whatwg.org/).

export class BrowserGunzip {
  #pieces: ReadableStream<Uint8Array> | undefined;

  readFrom(source: AsyncIterable<Uint8Array>): void {
    const iterator = source[Symbol.asyncIterator]();
    const stored = new ReadableStream<BufferSource>({
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(value as Uint8Array<ArrayBuffer>);
      },
      async cancel() {
        await iterator.return?.();
      },
    });
    this.#pieces = stored.pipeThrough(new DecompressionStream('gzip'));
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    const reader = this.#pieces?.getReader();
    for (;;) {
      const next = await reader?.read();
      if (!next || next.done) return;
      yield next.value;
    }
  }
}

export function createGunzip(): BrowserGunzip {
  return new BrowserGunzip();
}
