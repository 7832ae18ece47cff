/** An answer of the control API other than success. */
export class ControlError extends Error {
  override name = "ControlError";
  readonly status: number;

  /**
   * @param status HTTP status
   * @param message what is wrong and what to do
   */
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
