/** A wrong request to `/_sim`: answered with this status and `{"error": message}`. */
export class ControlError extends Error {
  constructor(
    readonly status: 400 | 403 | 404 | 408 | 409,
    message: string,
  ) {
    super(message);
    this.name = 'ControlError';
  }
}
