import { config } from "zod";

// zod compiles parsers with new Function() and probes for it first; under our Content-Security-Policy the probe alone is
// reported as a violation. Import this before the first module that builds a schema in the browser.
if (typeof document !== "undefined") config({ jitless: true });
