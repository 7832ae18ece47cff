import path from "node:path";
import { lastLines } from "./last-lines.ts";
import { startPart, type Part, type PartPlan } from "./part.ts";

/** Runs parts, notices the end of one, and can end and start one on purpose. */
export interface Supervisor {
  /** Starts parts at the same time and waits until all are ready. */
  start(plans: PartPlan[]): Promise<void>;
  /** Kills a part as a crash would, and lets it lie. */
  kill(name: string): Promise<void>;
  /** Starts a part again that was killed on purpose. */
  revive(name: string): Promise<void>;
  /** Names and process ids of the parts that run. */
  running(): { name: string; pid: number }[];
  /** Settles with what to tell the user when a part or a watched server ends by itself. */
  crashed: Promise<string>;
  /** A server that isn't a part but takes everything with it when it ends. */
  watch(name: string, exited: Promise<number>, logFile: string): void;
  /** Ends the parts, group after group, each group at once. */
  stop(groups: string[][]): Promise<void>;
}

/**
 * Makes a supervisor. A part that ends unasked isn't started again: on one machine somebody is watching, and a crash that
 * is hidden by a restart is a crash that nobody repairs.
 *
 * @param logDir folder of the parts' logs, `<part>.log` each
 */
export function createSupervisor(logDir: string): Supervisor {
  const plans = new Map<string, PartPlan>();
  const parts = new Map<string, Part>();
  let stopping = false;
  let reportCrash: (report: string) => void = () => undefined;
  const crashed = new Promise<string>((resolve) => (reportCrash = resolve));

  const report = (name: string, code: number | string, logFile: string) =>
    reportCrash(`${name} ended by itself (${code}). Its last lines (${logFile}):\n${lastLines(logFile)}`);

  const startOne = async (plan: PartPlan) => {
    plans.set(plan.name, plan);
    const part = await startPart(plan, path.join(logDir, `${plan.name}.log`));
    if (stopping) return await part.kill();
    parts.set(plan.name, part);
    void part.exited.then((code) => {
      // Whoever ends a part on purpose takes it off the list first.
      if (parts.get(plan.name) === part && !stopping) report(plan.name, code, part.logFile);
    });
  };

  const partNamed = (name: string) => {
    const part = parts.get(name);
    if (!part) throw new Error(`No part named ${name} runs; running are: ${[...parts.keys()].join(", ")}`);
    return part;
  };

  return {
    crashed,
    start: async (wanted) => void (await Promise.all(wanted.map(startOne))),
    kill: async (name) => {
      const part = partNamed(name);
      parts.delete(name);
      await part.kill();
    },
    revive: async (name) => {
      const plan = plans.get(name);
      if (!plan) throw new Error(`There is no part named ${name}`);
      if (parts.has(name)) throw new Error(`${name} runs already`);
      await startOne(plan);
    },
    running: () => [...parts.values()].map(({ name, pid }) => ({ name, pid })),
    watch: (name, exited, logFile) => {
      void exited.then((code) => {
        if (!stopping) report(name, code, logFile);
      });
    },
    stop: async (groups) => {
      stopping = true;
      const rest = [...parts.keys()].filter((name) => !groups.flat().includes(name));
      for (const group of [...groups, rest])
        await Promise.all(group.map(async (name) => await parts.get(name)?.stop()));
    },
  };
}
