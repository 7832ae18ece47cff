import { Router } from "express";
import type { z } from "zod";
import { newUuid } from "../ids.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Collection } from "../state/collection.ts";
import type { VapiResource } from "../state/vapi-resources.ts";
import { listPage } from "./list-query.ts";
import { validate } from "./validate.ts";
import { notFound } from "./vapi-error.ts";

/** How a kind of VAPI resource is stored and shown. */
export interface ResourceKind<T extends VapiResource> {
  /** Name in error texts. */
  name: string;
  items: Collection<T>;
  schema: z.ZodType;
  /** What a client sees; default: everything. */
  show?: (item: T) => unknown;
}

/**
 * Create, read, list, update and delete of a kind of VAPI resource. An update replaces each top-level member that is
 * given, as a whole.
 */
export function resourceRoutes<T extends VapiResource>(sandbox: Sandbox, kind: ResourceKind<T>): Router {
  const { items, name } = kind;
  const show = kind.show ?? ((item: T) => item);
  const router = Router();

  router.get("/", (req, res) => {
    res.json(listPage(items.newest(), req.query, (item) => item).map(show));
  });
  router.post("/", (req, res) => {
    const body = validate(kind.schema, req.body) as object;
    const item = { ...newResource(sandbox), ...body } as T;
    items.put(item);
    res.status(201).json(show(item));
  });
  router.get("/:id", (req, res) => {
    const item = items.get(req.params.id);
    if (!item) throw notFound(name, req.params.id);
    res.json(show(item));
  });
  router.patch("/:id", (req, res) => {
    const item = items.get(req.params.id);
    if (!item) throw notFound(name, req.params.id);
    const { id, orgId, createdAt } = item;
    const changed = { ...item, ...(req.body as object), id, orgId, createdAt, updatedAt: new Date().toISOString() };
    validate(kind.schema, changed);
    items.put(changed);
    res.json(show(changed));
  });
  router.delete("/:id", (req, res) => {
    const item = items.get(req.params.id);
    if (!item) throw notFound(name, req.params.id);
    items.delete(item.id);
    res.json(show(item));
  });
  return router;
}

/** Members that every new resource gets. */
export function newResource(sandbox: Sandbox): VapiResource {
  const now = new Date().toISOString();
  return { id: newUuid(), orgId: sandbox.store.meta().orgId, createdAt: now, updatedAt: now };
}
