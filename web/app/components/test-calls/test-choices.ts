import type { TestCall } from "@callflex/contracts/api/test-calls";

/** What can be tried: assistants that answer, and the numbers that can ring somebody. */
export interface TestChoices {
  assistants: { id: string; name: string }[];
  numbers: { id: string; e164: string; label: string | null; assistant: { id: string; name: string } | null }[];
  /** Told in place of the choices where nothing can be tried. */
  refusal: string | null;
}

/** The resource route that knows the choices and asks for test calls. */
export const TEST_CALLS_ROUTE = "/test-calls";

/** Where a test call is shown as it goes on. */
export function testCallPath({ id }: Pick<TestCall, "id">): string {
  return `${TEST_CALLS_ROUTE}/${id}`;
}

/** @returns the numbers that can ring somebody for an assistant: its own first */
export function numbersFor(choices: TestChoices, assistantId: string | undefined): TestChoices["numbers"] {
  const isOwn = ({ assistant }: TestChoices["numbers"][number]) => assistant !== null && assistant.id === assistantId;
  return choices.numbers.toSorted((one, other) => Number(isOwn(other)) - Number(isOwn(one)));
}
