import type { RunInfo } from "../../../infra/dev/stack/run-file.ts";

/** What the set-up of the integration tests hands to each test file (infra/dev/vitest/integration.setup.ts). */
export interface IntegrationContext {
  postgres: {
    /** Administrator of the server, on a database other than the template. */
    adminUrl: string;
    /** Name of the migrated and seeded database that test databases are copies of. */
    template: string;
    /** Passwords of the roles callflex_*. */
    passwords: { migrate: string; auth: string; app: string; service: string };
  };
  temporal: {
    /** `host:port` of the gRPC front end. */
    address: string;
    namespace: string;
    /** Path of the Temporal CLI, unset when the server was given by TEMPORAL_ADDRESS. */
    binary: string | undefined;
  };
  /** File of the workflows that workers load. */
  workflowBundle: string;
}

/** What the set-up of the end-to-end tests hands to each test file (infra/dev/vitest/e2e.setup.ts). */
export interface EndToEndContext {
  stack: {
    /** Where everything of the running stack is. */
    run: RunInfo;
    /** Folder of its state: logs, and the control file that lets a test kill a part. */
    dataDir: string;
  };
  /** Path of a Chromium; null where none is to be had, then browser tests skip themselves. */
  chromium: string | null;
}

declare module "vitest" {
  export interface ProvidedContext extends IntegrationContext, EndToEndContext {}
}
