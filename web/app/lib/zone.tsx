import { createContext, useContext } from "react";
import type { Zone } from "./format.ts";

/** Zone and locale of the organization that is looked at. */
export const ZoneContext = createContext<Zone>({ timezone: "UTC", locale: "en-US" });

/** @returns how the organization writes times and numbers */
export function useZone(): Zone {
  return useContext(ZoneContext);
}
