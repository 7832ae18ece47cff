import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { bundleWorkflowCode } from "@temporalio/worker";
import { WORKFLOWS_PATH } from "./create-worker.ts";

// Writes the workflows into one file for WORKFLOW_BUNDLE: `npm run bundle -w @callflex/worker -- <file>`.
const file = path.resolve(process.argv[2] ?? "dist/workflows.js");
const { code } = await bundleWorkflowCode({ workflowsPath: WORKFLOWS_PATH });
await mkdir(path.dirname(file), { recursive: true });
await writeFile(file, code);
process.stdout.write(`${file}\n`);
