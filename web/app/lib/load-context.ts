/** What the web server hands to loaders and actions with each request. */
export interface LoadContext {
  /** Nonce of the Content-Security-Policy. */
  nonce: string;
  /** Written in logs here and in the API, shown on error pages. */
  requestId: string;
  /** Address of the visitor. */
  clientAddress: string;
  apiUrl: string;
  publicUrl: string;
  /** VAPI's public key; null where nobody speaks in the browser. */
  voiceKey: string | null;
  logError(error: unknown): void;
  /** Adds a cookie to the answer, whatever page or data that will be. */
  setCookie(cookie: string): void;
  /** Answers that several loaders of one request share. */
  requestCache: Map<string, Promise<unknown>>;
}

declare module "@remix-run/node" {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface AppLoadContext extends LoadContext {}
  interface Future {
    v3_singleFetch: true;
  }
}
