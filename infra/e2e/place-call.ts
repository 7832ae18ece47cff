import { STACK } from "./browser.ts";

/** The number of the demo's business. */
export const DEMO_NUMBER = "+16145550123";

/**
 * Lets one of the sandbox's callers call a business.
 *
 * @param scenario who calls
 * @param speed how many times faster than people speak
 * @param to number in E.164
 * @param options.forwardedFrom number that the caller dialled, if that one forwards its calls
 */
export async function placeCall(
  scenario: string,
  speed: number,
  to: string,
  options: { forwardedFrom?: string } = {},
): Promise<void> {
  const response = await fetch(`${STACK.sandbox}/sandbox/calls`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ to, scenario, speed, ...options }),
  });
  if (!response.ok) throw new Error(`The sandbox placed no call: ${await response.text()}`);
}
