import { parseProveArguments, UsageError, type ProofName } from "./prove-arguments.ts";
import { printProof, saveProof, type ProveResult } from "./prove-result.ts";
import { withProveDatabase, type ProveDatabase } from "./setup/prove-database.ts";

type Proof = (database: ProveDatabase, options: { short: boolean }) => Promise<ProveResult>;

const proofs: Record<ProofName, () => Promise<Proof>> = {
  isolation: async () => (await import("./isolation/prove-isolation.ts")).proveIsolation,
  signatures: async () => (await import("./signatures/prove-signatures.ts")).proveSignatures,
  fuzz: async () => (await import("./fuzz/prove-fuzz.ts")).proveFuzz,
  secrets: async () => (await import("./secrets/prove-secrets.ts")).proveSecrets,
};

try {
  const { name, short } = parseProveArguments(process.argv.slice(2));
  const proof = await proofs[name]();
  const result = await withProveDatabase((database) => proof(database, { short }));
  printProof(result);
  console.log(`Written to ${saveProof(result)}`);
  process.exitCode = result.ok ? 0 : 1;
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
