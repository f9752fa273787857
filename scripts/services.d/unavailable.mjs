/** A service cannot be had here; the message is the reason. */
export class Unavailable extends Error {
  /**
   * @param {string} reason
   * @param {string} cure what the reader can do about it
   */
  constructor(reason, cure) {
    super(reason);
    this.name = 'Unavailable';
    this.cure = cure;
  }
}
