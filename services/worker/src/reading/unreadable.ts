/** Something that can't be read as it is: trying again with the same page or file ends the same. */
export class Unreadable extends Error {
  override name = "Unreadable";
  /** Whether the file is worth keeping for another try, because something else is in the way. */
  readonly keepsFile: boolean;

  /** @param message what is wrong and what to do, in the customer's words */
  constructor(message: string, options: ErrorOptions & { keepsFile?: boolean } = {}) {
    super(message, options);
    this.keepsFile = options.keepsFile ?? false;
  }
}

/** A website that doesn't answer as it should at the moment; another try may succeed. */
export class SiteAway extends Error {
  override name = "SiteAway";
}
