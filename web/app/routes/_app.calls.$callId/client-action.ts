import { keepPage } from "~/lib/keep-page.ts";

/** The browser's part of asking for the call's processing: see {@link keepPage}. */
export const clientAction = keepPage((text) => ({ ok: false, unreachable: true, text, at: Date.now() }));
