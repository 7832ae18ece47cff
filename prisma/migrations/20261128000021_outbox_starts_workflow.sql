-- migrate:up

-- Whether carrying a delivery out starts a workflow. Those wait while Temporal has more than it can take on, and what needs
-- none passes them by.
ALTER TABLE outbox_deliveries ADD COLUMN starts_workflow boolean NOT NULL DEFAULT false;
UPDATE outbox_deliveries d SET starts_workflow = true
FROM outbox_events e
WHERE e.id = d.event_id
  AND (e.type = 'end-of-call-report' OR (e.provider = 'callflex' AND e.type <> 'workflow.signal'));

DROP INDEX outbox_deliveries_due_idx;
CREATE INDEX outbox_deliveries_due_idx ON outbox_deliveries (starts_workflow, available_at, event_id)
  WHERE state IN ('pending', 'parked');

-- migrate:down
DROP INDEX outbox_deliveries_due_idx;
CREATE INDEX outbox_deliveries_due_idx ON outbox_deliveries (available_at, event_id) WHERE state IN ('pending', 'parked');
ALTER TABLE outbox_deliveries DROP COLUMN starts_workflow;
