/** A request that can't be carried out, told in the words of the one who made it. The edges translate `code`. */
export class DomainError extends Error {
  override name = "DomainError";
  readonly code: "not_found" | "forbidden" | "conflict" | "invalid" | "precondition_failed" | "limit_reached";
  /** Parts of the request that are wrong: JSON Pointer into it (`/content/prompt`), and what to do. */
  readonly errors: readonly { pointer: string; message: string }[] | undefined;

  constructor(code: DomainError["code"], message: string, errors?: DomainError["errors"]) {
    super(message);
    this.code = code;
    this.errors = errors;
  }
}

/** An event names something that isn't there yet; it waits under this name until it appears. */
export class NotThereYet extends Error {
  override name = "NotThereYet";
  readonly waitingFor: string;

  constructor(waitingFor: string) {
    super(`${waitingFor} is not known yet`);
    this.waitingFor = waitingFor;
  }
}

/** An event claims what belongs to another organization; it must not have an effect. */
export class ForeignResource extends Error {
  override name = "ForeignResource";
}

/** The month that a call belongs to has no partition yet; once it is made, the same work succeeds. */
export class MissingMonth extends Error {
  override name = "MissingMonth";
  readonly month: Date;

  constructor(month: Date, cause: unknown) {
    super(`no partition for ${month.toISOString().slice(0, 7)}`, { cause });
    this.month = month;
  }
}
