import { Client, Connection } from "@temporalio/client";
import proto from "@temporalio/proto";

const { History } = proto.temporal.api.history.v1;
const { DescribeWorkflowExecutionResponse: Description } = proto.temporal.api.workflowservice.v1;

/** What Temporal keeps of a workflow, in readable text. */
export interface TemporalRecord {
  workflowId: string;
  /** Its whole history, inputs and results decoded. */
  history: string;
  /** Search attributes, memo and summary, by which people look for it. */
  attributes: string;
}

/** Bytes of payloads are JSON: told as text, wherever they stand. */
function readable(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part instanceof Uint8Array) return Buffer.from(part).toString("utf8");
    if (typeof part === "object" && part !== null && (part as { type?: unknown }).type === "Buffer") {
      return Buffer.from((part as { data: number[] }).data).toString("utf8");
    }
    return typeof part === "bigint" ? String(part) : part;
  });
}

/** Reads everything that a Temporal server keeps of each workflow. */
export async function readTemporal({
  address,
  namespace,
}: {
  address: string;
  namespace: string;
}): Promise<TemporalRecord[]> {
  const connection = await Connection.connect({ address });
  try {
    const client = new Client({ connection, namespace });
    const records: TemporalRecord[] = [];
    for await (const { workflowId, runId } of client.workflow.list()) {
      const handle = client.workflow.getHandle(workflowId, runId);
      const description = await handle.describe();
      const history = await handle.fetchHistory();
      records.push({
        workflowId,
        history: readable(History.toObject(history as Parameters<typeof History.toObject>[0])),
        attributes: readable(Description.toObject(description.raw as Parameters<typeof Description.toObject>[0])),
      });
    }
    return records;
  } finally {
    await connection.close();
  }
}
