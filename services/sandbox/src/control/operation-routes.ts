import { Router } from "express";
import { faultPlanSchema, noFaults } from "../faults/fault-plan.ts";
import { ControlError } from "../http-error.ts";
import type { Sandbox } from "../sandbox.ts";
import { controlBody } from "./control-body.ts";

/** `/sandbox/faults`, `/sandbox/deliveries`, `/sandbox/reset`. */
export function controlOperationRoutes(sandbox: Sandbox): Router {
  const { store, faults } = sandbox;
  const router = Router();

  router.get("/faults", (_req, res) => {
    res.json(faults.plan());
  });
  router.put("/faults", (req, res) => {
    faults.replace(controlBody(faultPlanSchema, req.body));
    res.json(faults.plan());
  });
  router.delete("/faults", (_req, res) => {
    faults.replace(noFaults);
    res.json(faults.plan());
  });
  router.get("/deliveries", (req, res) => {
    const { callId, provider, type, limit } = req.query;
    const matching = store.deliveries
      .newest()
      .filter(
        (delivery) =>
          (!callId || delivery.callId === callId) &&
          (!provider || delivery.provider === provider) &&
          (!type || delivery.type === type),
      );
    res.json({ deliveries: matching.slice(0, Math.min(30_000, Number(limit ?? 200) || 200)), total: matching.length });
  });
  router.get("/deliveries/:id", (req, res) => {
    const delivery = store.deliveries.get(req.params.id);
    if (!delivery) throw new ControlError(404, `No delivery ${req.params.id}`);
    res.json({ ...delivery, exchange: sandbox.deliverer.exchange(delivery.id) ?? null });
  });
  router.post("/reset", async (_req, res) => {
    const live = [...sandbox.calls.values()];
    for (const call of live) call.hangUp();
    await Promise.all(live.map((call) => call.done));
    store.reset();
    faults.replace(noFaults);
    res.json({ ok: true });
  });
  return router;
}
