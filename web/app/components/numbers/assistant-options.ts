/** An assistant that a number can be given to. */
export interface AssistantChoice {
  id: string;
  name: string;
  status: "draft" | "active" | "paused";
}

const NOT_ACTIVE: Record<AssistantChoice["status"], string> = {
  active: "",
  paused: " (paused)",
  draft: " (draft)",
};

/**
 * Makes the options of a choice of assistants.
 *
 * @param current the one that is chosen now; offered also where the list doesn't have it
 * @returns value and label; "" stands for none
 */
export function assistantOptions(
  assistants: readonly AssistantChoice[],
  current: { id: string; name: string } | null,
): [value: string, label: string][] {
  // A draft is nowhere that callers could reach it.
  const offered = assistants.filter(({ id, status }) => status !== "draft" || id === current?.id);
  const options = offered.map(({ id, name, status }): [string, string] => [id, `${name}${NOT_ACTIVE[status]}`]);
  if (current && !offered.some(({ id }) => id === current.id)) options.push([current.id, current.name]);
  return [["", "No assistant"], ...options];
}
