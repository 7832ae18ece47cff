-- migrate:up

-- A secret is made before VAPI knows it, in use from in_use_since on, and after the next one took its place still taken
-- until accepted_until. Once revoked_at is set, its ciphertext is empty.
ALTER TABLE vapi_credentials
  ADD COLUMN in_use_since timestamptz,
  ADD COLUMN accepted_until timestamptz;
UPDATE vapi_credentials SET in_use_since = created_at;

-- People see which secrets there are and since when, never a secret.
GRANT SELECT (id, organization_id, scheme, in_use_since, accepted_until, revoked_at, created_at) ON vapi_credentials TO callflex_app;
CREATE POLICY tenant_select ON vapi_credentials FOR SELECT TO callflex_app
  USING (organization_id = ANY ((SELECT get_user_org_ids())::uuid[]));

-- migrate:down
DROP POLICY tenant_select ON vapi_credentials;
REVOKE SELECT (id, organization_id, scheme, in_use_since, accepted_until, revoked_at, created_at) ON vapi_credentials FROM callflex_app;
ALTER TABLE vapi_credentials DROP COLUMN in_use_since, DROP COLUMN accepted_until;
