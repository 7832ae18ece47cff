import { v7 } from "uuid";

/** A new UUID of version 7: unique, and in the order of making, which keeps index pages warm. */
export function newId(): string {
  return v7();
}
