/** More was posted than a form of these pages can hold. */
export class FormTooLargeError extends Error {
  override readonly name = 'FormTooLargeError';
}
