-- migrate:up

-- By which of our ways a finding is being repaired, and how often that was tried.
ALTER TABLE drift_findings
  ADD COLUMN repair text CHECK (repair IN ('relink', 'sync', 'credential')),
  ADD COLUMN repair_attempts integer NOT NULL DEFAULT 0;
GRANT UPDATE (state) ON drift_findings TO callflex_app;
CREATE POLICY tenant_update ON drift_findings FOR UPDATE TO callflex_app
  USING (organization_id = ANY ((SELECT get_user_org_ids())::uuid[]))
  WITH CHECK (organization_id = ANY ((SELECT get_user_org_ids())::uuid[]));

-- When somebody asked to compare the organization with the providers last, and when that was done last.
ALTER TABLE organizations
  ADD COLUMN drift_scan_requested_at timestamptz,
  ADD COLUMN drift_scanned_at timestamptz;
GRANT UPDATE (drift_scanned_at) ON organizations TO callflex_service;

-- migrate:down
REVOKE UPDATE (drift_scanned_at) ON organizations FROM callflex_service;
ALTER TABLE organizations DROP COLUMN drift_scan_requested_at, DROP COLUMN drift_scanned_at;
DROP POLICY tenant_update ON drift_findings;
REVOKE UPDATE (state) ON drift_findings FROM callflex_app;
ALTER TABLE drift_findings DROP COLUMN repair, DROP COLUMN repair_attempts;
