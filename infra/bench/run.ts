import { parseBenchArguments, UsageError, type BenchName } from "./bench-arguments.ts";
import { printResult, saveResult, type BenchResult, type TableRow } from "./bench-result.ts";

type Bench = (options: { short: boolean }) => Promise<{ result: BenchResult; rows: TableRow[] }>;

const benches: Record<BenchName, () => Promise<Bench>> = {
  ingress: async () => (await import("./ingress.ts")).benchIngress,
  "ingress-lone": async () => (await import("./ingress-lone.ts")).benchIngressLone,
  dispatch: async () => (await import("./dispatch.ts")).benchDispatch,
  drain: async () => (await import("./drain.ts")).benchDrain,
  auth: async () => (await import("./auth.ts")).benchAuth,
  provision: async () => (await import("./provision.ts")).benchProvision,
};

try {
  const { name, short } = parseBenchArguments(process.argv.slice(2));
  const bench = await benches[name]();
  const { result, rows } = await bench({ short });
  printResult(result, rows);
  console.log(`Written to ${saveResult(result)}`);
  // A short run is for orientation: only wrong counts would make it fail, and those throw.
  process.exitCode = result.ok || result.short ? 0 : 1;
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
