import type { TabPage } from "~/components/ui/tabs.tsx";

/** The pages about a number, in order; each has a route below `_app.numbers.$numberId`. */
export const NUMBER_TABS: readonly TabPage[] = [
  ["", "Overview"],
  ["routing", "Routing"],
  ["explain", "What happens if"],
  ["disclosure", "Notices & recording"],
  ["forwarding", "Keep your number"],
];
