import type { DecodeFailure } from './event-codec-errors.js';

/** What is wrong with a body, and in which field. */
export class BodyFault extends Error {
  constructor(
    readonly reason: DecodeFailure,
    message: string,
    readonly path: readonly string[],
  ) {
    super(message);
  }
}

/** A position in an Avro body. Every step stays inside of it or throws a `BodyFault`. */
export class BodyCursor {
  private position = 0;
  private readonly path: string[] = [];

  constructor(private readonly body: Buffer) {}

  get bytesLeft(): number {
    return this.body.length - this.position;
  }

  fail(reason: DecodeFailure, message: string): never {
    throw new BodyFault(reason, message, [...this.path]);
  }

  /** Names the field that is entered, for the faults found in it. */
  enter(step: string): void {
    this.path.push(step);
  }

  leave(): void {
    this.path.pop();
  }

  skip(count: number): void {
    if (count > this.bytesLeft) {
      this.fail('truncated', `${count} bytes are due and ${this.bytesLeft} left`);
    }
    this.position += count;
  }

  text(): string {
    const length = this.length();
    const start = this.position;
    this.skip(length);
    return this.body.toString('utf8', start, this.position);
  }

  /** A length in bytes, in front of what it measures. */
  length(): number {
    const length = this.long();
    return length < 0 ? this.fail('malformed', `a length of ${length}`) : length;
  }

  /** A zig-zag number of at most 10 bytes. Beyond 2^52 only its size is right, which is enough to refuse it. */
  long(): number {
    let unsigned = 0;
    for (let index = 0; index < 10; index++) {
      const byte =
        this.body[this.position] ?? this.fail('truncated', 'the bytes end within a number');
      this.position += 1;
      unsigned += (byte & 0x7f) * 2 ** (7 * index);
      if (byte < 0x80) return unsigned % 2 === 0 ? unsigned / 2 : -(unsigned + 1) / 2;
    }
    return this.fail('malformed', 'a number of more than 10 bytes');
  }
}
