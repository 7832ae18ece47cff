/**
 * Whether carrying an event out starts a workflow. It decides only who waits while Temporal is busy: a wrong answer costs time,
 * and nothing else.
 */
export function startsWorkflow({ provider, type }: { provider: string; type: string }): boolean {
  return provider === "callflex" ? type !== "workflow.signal" : type === "end-of-call-report";
}
