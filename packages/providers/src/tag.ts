const PREFIX = "cf:";
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The name under which something of ours stands at a provider, so that it is found again when an answer was lost: 39
 * characters for an id of ours, and VAPI takes 40.
 *
 * @param id a UUID in lower case
 * @throws TypeError when it is none: what can't be found again must not be made
 */
export function tagOf(id: string): string {
  if (!UUID.test(id)) throw new TypeError(`${id} is no id that a provider's resource could be found by`);
  return PREFIX + id;
}

/** The id that a name at a provider carries; null when it isn't a tag of ours. */
export function taggedId(name: string | null | undefined): string | null {
  if (!name?.startsWith(PREFIX)) return null;
  const id = name.slice(PREFIX.length);
  return UUID.test(id) ? id : null;
}
