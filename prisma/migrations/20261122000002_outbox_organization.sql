-- migrate:up

-- Events are recorded for organizations that were looked up with their credentials a moment ago. A foreign key would lock
-- the organization's row once more for each event, which many writers at once turn into multixacts on one row; and what an
-- organization leaves behind is removed by delete_due_organization.
ALTER TABLE outbox_events DROP CONSTRAINT outbox_events_organization_id_fkey;

-- migrate:down
ALTER TABLE outbox_events ADD CONSTRAINT outbox_events_organization_id_fkey
  FOREIGN KEY (organization_id) REFERENCES organizations ON DELETE CASCADE;
