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
}

declare module "vitest" {
  export interface ProvidedContext extends IntegrationContext {}
}
