/** Where the Temporal UI shows the workflows of the namespace; null where no UI is configured. */
export type TemporalUi = { url: string; namespace: string } | null;

/** Address of a workflow in the Temporal UI; null without one. */
export function workflowLink(ui: TemporalUi, workflowId: string | null): string | null {
  if (!ui || !workflowId) return null;
  return `${ui.url}/namespaces/${encodeURIComponent(ui.namespace)}/workflows/${encodeURIComponent(workflowId)}`;
}
