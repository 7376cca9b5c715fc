/** Messages that come by themselves, for a loop that takes them one by one. */
export class MessageQueue<Message> implements AsyncIterable<Message> {
  private readonly waiting: Message[] = [];
  private over: { readonly error?: unknown } | undefined;
  private wake: (() => void) | undefined;

  push(message: Message) {
    if (this.over) return;
    this.waiting.push(message);
    this.wake?.();
  }

  /** What is waiting is still told. */
  end(error?: unknown) {
    this.over ??= error === undefined ? {} : { error };
    this.wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Message, void, undefined> {
    for (;;) {
      while (this.waiting.length) yield this.waiting.shift() as Message;
      if (this.over) {
        if ('error' in this.over) throw this.over.error;
        return;
      }
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}
