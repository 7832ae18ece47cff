import {
  type ABANDON_SIGNAL,
  DELIVERY_STATUS_SIGNAL,
  type RETRY_SIGNAL,
  SEARCH_ATTRIBUTES,
  type SYNC_SIGNAL,
  TASK_QUEUE,
  type DeliveryStatus,
} from "@callflex/contracts/workflow";
import {
  Client,
  Connection,
  isGrpcServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
} from "@temporalio/client";

/** Temporal doesn't take work right now. The event's try doesn't count, and the relay slows down. */
export class TemporalBusy extends Error {
  override name = "TemporalBusy";
  readonly retryInMs: number;

  constructor(message: string, options: ErrorOptions & { retryInMs: number }) {
    super(message, options);
    this.retryInMs = options.retryInMs;
  }
}

export interface WorkflowStart {
  workflowType: string;
  workflowId: string;
  args: unknown[];
  organizationId: string;
  callId?: string;
  phoneNumberId?: string;
  /** One line for people who read the list of workflows. */
  summary: string;
}

/** The relay's door to Temporal. */
export interface WorkflowStarter {
  /** Starts a workflow; one that runs or was completed under the id counts as started. */
  start(start: WorkflowStart): Promise<void>;
  /**
   * Signals a workflow, and starts it where none runs under the id, also after one that was completed: each signal is heard
   * by exactly one run.
   */
  signalWithStart(start: WorkflowStart, signal: typeof SYNC_SIGNAL): Promise<void>;
  /** Signals a workflow. Returns false when it is gone. */
  signal(workflowId: string, signal: typeof RETRY_SIGNAL | typeof ABANDON_SIGNAL): Promise<boolean>;
  signalDeliveryStatus(workflowId: string, status: DeliveryStatus): Promise<boolean>;
  /** Workflow tasks that wait for a worker. */
  backlog(): Promise<number>;
  /** How many starts would be taken now. */
  room(): number;
  close(): Promise<void>;
}

/** gRPC codes that mean "not now": deadline exceeded, resource exhausted, aborted, unavailable, cancelled. */
const NOT_NOW = new Set([1, 4, 8, 10, 14]);

/** Temporal restarts within seconds. */
const AWAY_RETRY_MS = 1_000;

/** How long one call to Temporal may take. */
const CALL_LIMIT_MS = 5_000;

function translate(error: unknown): never {
  const cause = error instanceof Error && !isGrpcServiceError(error) ? error.cause : error;
  if (isGrpcServiceError(cause) && NOT_NOW.has(cause.code)) {
    throw new TemporalBusy(`Temporal does not answer: ${cause.details || cause.message}`, {
      cause: error,
      retryInMs: AWAY_RETRY_MS,
    });
  }
  throw error;
}

/**
 * Connects lazily: the ingress stays up while Temporal is away.
 *
 * @param options.address host:port of the frontend
 * @param options.taskQueue another queue than the product's: for tests that share a server
 */
export function createWorkflowStarter(options: {
  address: string;
  namespace: string;
  taskQueue?: string;
}): WorkflowStarter {
  const { taskQueue = TASK_QUEUE } = options;
  const connection = Connection.lazy({ address: options.address });
  const client = new Client({ connection, namespace: options.namespace });

  const limited = <T>(work: () => Promise<T>) =>
    connection.withDeadline(Date.now() + CALL_LIMIT_MS, work).catch((error: unknown) => translate(error));

  async function signalled(work: () => Promise<void>): Promise<boolean> {
    try {
      await limited(work);
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  const optionsOf = (start: WorkflowStart) => ({
    taskQueue,
    workflowId: start.workflowId,
    args: start.args,
    staticSummary: start.summary,
    searchAttributes: {
      [SEARCH_ATTRIBUTES.organizationId]: [start.organizationId],
      ...(start.callId ? { [SEARCH_ATTRIBUTES.callId]: [start.callId] } : {}),
      ...(start.phoneNumberId ? { [SEARCH_ATTRIBUTES.phoneNumberId]: [start.phoneNumberId] } : {}),
    },
  });

  return {
    start: async (start) => {
      try {
        await limited(() =>
          client.workflow.start(start.workflowType, {
            ...optionsOf(start),
            workflowIdReusePolicy: "ALLOW_DUPLICATE_FAILED_ONLY",
            workflowIdConflictPolicy: "USE_EXISTING",
          }),
        );
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
    },
    signalWithStart: async (start, signal) => {
      await limited(() =>
        client.workflow.signalWithStart(start.workflowType, {
          ...optionsOf(start),
          workflowIdReusePolicy: "ALLOW_DUPLICATE",
          signal,
          signalArgs: [],
        }),
      );
    },
    signal: (workflowId, signal) => signalled(() => client.workflow.getHandle(workflowId).signal(signal)),
    signalDeliveryStatus: (workflowId, status) =>
      signalled(() => client.workflow.getHandle(workflowId).signal(DELIVERY_STATUS_SIGNAL, status)),
    backlog: async () => {
      const description = await limited(() =>
        client.workflowService.describeTaskQueue({
          namespace: options.namespace,
          taskQueue: { name: taskQueue },
          taskQueueType: 1,
          reportStats: true,
        }),
      );
      return Number(description.stats?.approximateBacklogCount ?? 0);
    },
    room: () => Number.MAX_SAFE_INTEGER,
    close: () => connection.close(),
  };
}
