/**
 * Calls the sandbox's control API.
 *
 * @param {string} method
 * @param {string} path below /sandbox
 * @param {unknown} [body]
 * @throws {Error} with the sandbox's own words
 */
export async function api(method, path, body) {
  const content =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const response = await fetch(`/sandbox${path}`, { method, ...content });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `The sandbox answered ${response.status}`);
  return answer;
}
