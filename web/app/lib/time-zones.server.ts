/**
 * @param kept a zone that is chosen already; old names of zones are no longer listed but stay valid
 * @returns every time zone that this server knows, by name
 */
export function timeZones(kept = "UTC"): string[] {
  return [...new Set(["UTC", kept, ...Intl.supportedValuesOf("timeZone")])];
}
