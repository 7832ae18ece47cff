import { STACK } from "./browser.ts";

interface Numbers {
  numbers: { phoneNumber: string }[];
}

/**
 * Lets one of the sandbox's callers call a business.
 *
 * @param scenario who calls
 * @param speed how many times faster than people speak
 * @param to number in E.164; the newest one of the sandbox if left out, which is the demo's while nothing else was bought
 * @param options.forwardedFrom number that the caller dialled, if that one forwards its calls
 */
export async function placeCall(
  scenario: string,
  speed: number,
  to?: string,
  options: { forwardedFrom?: string } = {},
): Promise<void> {
  const { numbers } = (await (await fetch(`${STACK.sandbox}/sandbox/numbers`)).json()) as Numbers;
  const response = await fetch(`${STACK.sandbox}/sandbox/calls`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ to: to ?? numbers[0]?.phoneNumber, scenario, speed, ...options }),
  });
  if (!response.ok) throw new Error(`The sandbox placed no call: ${await response.text()}`);
}
