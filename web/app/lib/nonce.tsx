import { createContext, useContext } from "react";

/** Nonce of this answer's Content-Security-Policy; known on the server alone. */
export const NonceContext = createContext<string | undefined>(undefined);

/** @returns the nonce for script and style tags, undefined in the browser */
export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
