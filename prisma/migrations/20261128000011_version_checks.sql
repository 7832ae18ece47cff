-- migrate:up

-- A draft is looked over when it goes live: its version then gets what was found, and nothing else of it ever changes.
GRANT UPDATE (checks) ON assistant_versions TO callflex_app;
CREATE POLICY tenant_update ON assistant_versions FOR UPDATE TO callflex_app
  USING (organization_id = ANY ((SELECT get_user_org_ids())::uuid[]))
  WITH CHECK (organization_id = ANY ((SELECT get_user_org_ids())::uuid[]));

-- migrate:down
DROP POLICY tenant_update ON assistant_versions;
REVOKE UPDATE (checks) ON assistant_versions FROM callflex_app;
