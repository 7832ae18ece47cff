-- migrate:up

-- Second factors of sign-in and the keys that sign tokens; better-auth reads and writes them.
ALTER TABLE users ADD COLUMN two_factor_enabled boolean NOT NULL DEFAULT false;
CREATE TABLE two_factors (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  secret text NOT NULL,
  backup_codes text NOT NULL,
  verified boolean NOT NULL DEFAULT true,
  failed_verification_count integer NOT NULL DEFAULT 0,
  locked_until timestamptz
);
CREATE INDEX two_factors_user_id_idx ON two_factors (user_id);
CREATE TABLE jwks (
  id uuid PRIMARY KEY,
  public_key text NOT NULL,
  private_key text NOT NULL,
  alg text,
  crv text,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz
);
CALL protect_identity_table('two_factors');
CALL protect_identity_table('jwks');

-- Deletion is asked for, waits, and can be taken back until it is due.
ALTER TABLE users ADD COLUMN delete_after timestamptz;
CREATE INDEX users_delete_after_idx ON users (delete_after) WHERE delete_after IS NOT NULL;
ALTER TABLE organizations ADD COLUMN delete_after timestamptz;
CREATE INDEX organizations_delete_after_idx ON organizations (delete_after) WHERE delete_after IS NOT NULL;

-- An API key acts for its organization. The key itself is shown once; what is kept is its SHA-256 and its first letters.
CREATE TABLE api_keys (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  prefix text NOT NULL,
  key_hash bytea NOT NULL UNIQUE,
  scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_by uuid REFERENCES users ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, id)
);
CREATE INDEX api_keys_list_idx ON api_keys (organization_id, created_at DESC, id DESC);
CALL protect_table('api_keys', 'organization_id', 'SELECT, INSERT, UPDATE', '');
-- Whose a presented key is can't be asked inside an organization: sign-in asks, and notes the use.
GRANT SELECT, UPDATE (last_used_at) ON api_keys TO callflex_auth;
CREATE POLICY auth_all ON api_keys TO callflex_auth USING (true) WITH CHECK (true);

-- Mails about accounts and teams. What a mail says may hold a link that signs in, so it is encrypted, and emptied when the
-- mail has gone out or its link is worth nothing any more.
CREATE TABLE account_mails (
  id uuid PRIMARY KEY,
  organization_id uuid REFERENCES organizations ON DELETE CASCADE,
  user_id uuid REFERENCES users ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('confirm_email', 'reset_password', 'password_changed', 'confirm_new_email', 'email_changed',
    'two_factor_changed', 'invitation', 'account_deletion', 'organization_deletion')),
  recipient citext NOT NULL,
  facts_ciphertext bytea,
  encryption_key_id text,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'delivered', 'failed', 'expired')),
  attempts integer NOT NULL DEFAULT 0,
  provider_message_id text,
  last_error text,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, id)
);
CREATE INDEX account_mails_created_at_idx ON account_mails (created_at);
CREATE UNIQUE INDEX account_mails_provider_message_key ON account_mails (provider_message_id) WHERE provider_message_id IS NOT NULL;
CREATE TRIGGER update_updated_at BEFORE UPDATE ON account_mails FOR EACH ROW EXECUTE FUNCTION update_updated_at();
CALL protect_table('account_mails', 'organization_id', 'SELECT, INSERT', 'SELECT, UPDATE, DELETE');
GRANT SELECT, INSERT ON account_mails TO callflex_auth;
CREATE POLICY auth_all ON account_mails TO callflex_auth USING (true) WITH CHECK (true);

-- An invitation is taken with the token that its mail carries; its SHA-256 is kept. One open invitation an address.
DELETE FROM invitations;
ALTER TABLE invitations
  ALTER COLUMN role SET NOT NULL,
  ADD COLUMN token_hash bytea NOT NULL UNIQUE,
  ADD COLUMN mail_id uuid,
  ADD COLUMN accepted_by uuid REFERENCES users ON DELETE SET NULL,
  ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now(),
  ADD CONSTRAINT invitations_status_check CHECK (status IN ('pending', 'accepted', 'revoked')),
  ADD CONSTRAINT invitations_mail_fkey FOREIGN KEY (organization_id, mail_id) REFERENCES account_mails (organization_id, id) ON DELETE SET NULL (mail_id);
CREATE UNIQUE INDEX invitations_open_key ON invitations (organization_id, email) WHERE status = 'pending';
CREATE TRIGGER update_updated_at BEFORE UPDATE ON invitations FOR EACH ROW EXECUTE FUNCTION update_updated_at();
DROP INDEX invitations_organization_id_idx;
CREATE INDEX invitations_list_idx ON invitations (organization_id, created_at DESC, id DESC);
GRANT INSERT, UPDATE ON invitations TO callflex_app;
CREATE POLICY tenant_insert ON invitations FOR INSERT TO callflex_app WITH CHECK (organization_id = ANY ((SELECT get_user_org_ids())::uuid[]));
CREATE POLICY tenant_update ON invitations FOR UPDATE TO callflex_app
  USING (organization_id = ANY ((SELECT get_user_org_ids())::uuid[])) WITH CHECK (organization_id = ANY ((SELECT get_user_org_ids())::uuid[]));

-- The worker looks whether an invitation still stands before its mail goes out.
GRANT SELECT ON invitations TO callflex_service;
CREATE POLICY service_all ON invitations FOR SELECT TO callflex_service USING (true);

-- Like lock_team in the domain, and weaker than FOR UPDATE: what merely refers to the organization isn't held up.
CREATE OR REPLACE FUNCTION organization_keeps_owner() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM 1 FROM public.organizations WHERE id = OLD.organization_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF NOT EXISTS (SELECT 1 FROM public.organization_members WHERE organization_id = OLD.organization_id AND role = 'owner') THEN
    RAISE EXCEPTION 'organization % must keep an owner', OLD.organization_id USING ERRCODE = 'CF001';
  END IF;
  RETURN NULL;
END $$;

-- Roles change and people leave within the organization; only sign-in adds members, after it has checked the invitation.
GRANT UPDATE (role), DELETE ON organization_members TO callflex_app;
CREATE POLICY tenant_update ON organization_members FOR UPDATE TO callflex_app
  USING (organization_id = ANY ((SELECT get_user_org_ids())::uuid[])) WITH CHECK (organization_id = ANY ((SELECT get_user_org_ids())::uuid[]));
CREATE POLICY tenant_delete ON organization_members FOR DELETE TO callflex_app
  USING (organization_id = ANY ((SELECT get_user_org_ids())::uuid[]));

-- The audit log also tells what API keys did, and what people did to their own accounts (without an organization).
ALTER TABLE audit_log
  ADD COLUMN api_key_id uuid,
  ADD CONSTRAINT audit_log_api_key_fkey FOREIGN KEY (organization_id, api_key_id) REFERENCES api_keys (organization_id, id);
CREATE INDEX audit_log_account_idx ON audit_log (actor_user_id, created_at DESC, id DESC) WHERE organization_id IS NULL;
CREATE INDEX audit_log_created_at_idx ON audit_log (created_at);
CREATE POLICY own_account_select ON audit_log FOR SELECT TO callflex_app
  USING (organization_id IS NULL AND actor_user_id = (SELECT current_user_id()));
GRANT DELETE ON audit_log TO callflex_service;

-- Removes what an organization owns, some rows at a time and in the order of the references, at last the organization.
-- Events come last, because they are found without an index.
-- Only what is due: whoever may call this can't delete an organization that nobody asked to delete. Returns how many rows
-- went; 0 when nothing is left.
CREATE FUNCTION delete_due_organization(target uuid, max_rows integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  part text;
  gone integer;
BEGIN
  PERFORM 1 FROM public.organizations WHERE id = target AND delete_after <= now() FOR UPDATE;
  IF NOT FOUND THEN RETURN 0; END IF;
  FOREACH part IN ARRAY ARRAY['live_events', 'notifications', 'inbox_items', 'call_processing_steps',
    'usage_ledger', 'usage_periods', 'daily_usage', 'call_actions', 'call_recordings', 'call_transcripts',
    'call_transcript_segments', 'calls', 'call_refs', 'contacts', 'vapi_credentials', 'phone_numbers', 'assistants',
    'idempotency_keys', 'invitations', 'account_mails', 'audit_log', 'api_keys', 'outbox_events'] LOOP
    EXECUTE format('DELETE FROM public.%1$I WHERE (tableoid, ctid) IN (SELECT tableoid, ctid FROM public.%1$I WHERE organization_id = $1 LIMIT $2)', part)
      USING target, max_rows;
    GET DIAGNOSTICS gone = ROW_COUNT;
    IF gone > 0 THEN RETURN gone; END IF;
  END LOOP;
  DELETE FROM public.organizations WHERE id = target;
  RETURN 1;
END $$;
-- Removes the accounts whose time has come, with what the log keeps about the accounts themselves. Who is an organization's
-- only owner keeps theirs, and so do owners who would all go at once. Returns how many went.
CREATE FUNCTION delete_due_users() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  due uuid[];
BEGIN
  SELECT coalesce(array_agg(u.id), '{}') INTO due FROM public.users u WHERE u.delete_after <= now() AND NOT EXISTS (
    SELECT 1 FROM public.organization_members own WHERE own.user_id = u.id AND own.role = 'owner' AND NOT EXISTS (
      SELECT 1 FROM public.organization_members other JOIN public.users heir ON heir.id = other.user_id
      WHERE other.organization_id = own.organization_id AND other.role = 'owner'
        AND (heir.delete_after IS NULL OR heir.delete_after > now())));
  DELETE FROM public.audit_log WHERE organization_id IS NULL AND actor_user_id = ANY (due);
  DELETE FROM public.users WHERE id = ANY (due);
  RETURN cardinality(due);
END $$;
REVOKE ALL ON FUNCTION delete_due_organization(uuid, integer), delete_due_users() FROM public;
GRANT EXECUTE ON FUNCTION delete_due_organization(uuid, integer), delete_due_users() TO callflex_service;

-- migrate:down
DROP FUNCTION delete_due_users();
DROP FUNCTION delete_due_organization(uuid, integer);
REVOKE DELETE ON audit_log FROM callflex_service;
DROP POLICY own_account_select ON audit_log;
DROP INDEX audit_log_created_at_idx;
DROP INDEX audit_log_account_idx;
ALTER TABLE audit_log DROP COLUMN api_key_id;
CREATE OR REPLACE FUNCTION organization_keeps_owner() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM 1 FROM public.organizations WHERE id = OLD.organization_id FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF NOT EXISTS (SELECT 1 FROM public.organization_members WHERE organization_id = OLD.organization_id AND role = 'owner') THEN
    RAISE EXCEPTION 'organization % must keep an owner', OLD.organization_id USING ERRCODE = 'CF001';
  END IF;
  RETURN NULL;
END $$;
DROP POLICY service_all ON invitations;
REVOKE SELECT ON invitations FROM callflex_service;
DROP POLICY tenant_delete ON organization_members;
DROP POLICY tenant_update ON organization_members;
REVOKE UPDATE (role), DELETE ON organization_members FROM callflex_app;
DROP POLICY tenant_update ON invitations;
DROP POLICY tenant_insert ON invitations;
REVOKE INSERT, UPDATE ON invitations FROM callflex_app;
DROP INDEX invitations_list_idx;
CREATE INDEX invitations_organization_id_idx ON invitations (organization_id);
DROP TRIGGER update_updated_at ON invitations;
DROP INDEX invitations_open_key;
ALTER TABLE invitations
  DROP CONSTRAINT invitations_mail_fkey,
  DROP CONSTRAINT invitations_status_check,
  DROP COLUMN updated_at, DROP COLUMN accepted_by, DROP COLUMN mail_id, DROP COLUMN token_hash,
  ALTER COLUMN role DROP NOT NULL;
DROP TABLE account_mails, api_keys;
ALTER TABLE organizations DROP COLUMN delete_after;
ALTER TABLE users DROP COLUMN delete_after;
DROP TABLE jwks, two_factors;
ALTER TABLE users DROP COLUMN two_factor_enabled;
