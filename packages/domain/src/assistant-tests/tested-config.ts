import type { VapiAssistantConfig } from "../assistants/vapi-config.ts";

/**
 * A configuration as it is tested: nobody waits for what functions answer, and nothing is carried out, since no server
 * stands behind them. Everything else is what callers get.
 */
export function testedConfig(config: VapiAssistantConfig) {
  const { model } = config;
  const tools = model.tools.map((tool) => (tool.type === "function" ? { ...tool, async: true } : tool));
  return { ...config, model: { ...model, tools } };
}
