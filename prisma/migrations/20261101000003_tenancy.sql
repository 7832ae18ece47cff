-- migrate:up

CREATE TABLE users (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  email citext NOT NULL UNIQUE,
  email_verified boolean NOT NULL DEFAULT false,
  image text,
  is_staff boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE organizations (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  slug text NOT NULL UNIQUE,
  logo text,
  metadata text,
  industry_slug text REFERENCES industries,
  plan_key text NOT NULL DEFAULT 'trial' REFERENCES plans,
  timezone text NOT NULL DEFAULT 'UTC',
  locale text NOT NULL DEFAULT 'en-US',
  settings jsonb NOT NULL DEFAULT '{}',
  stripe_customer_id text UNIQUE,
  stripe_subscription_id text UNIQUE,
  subscription_status text NOT NULL DEFAULT 'trialing'
    CHECK (subscription_status IN ('trialing', 'active', 'past_due', 'canceled', 'unpaid')),
  trial_ends_at timestamptz NOT NULL DEFAULT now() + interval '14 days',
  period_anchor_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE organization_members (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  role text NOT NULL DEFAULT 'member' CHECK (role IN ('owner', 'admin', 'member', 'viewer')),
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, user_id)
);
CREATE INDEX organization_members_user_id_idx ON organization_members (user_id);

CREATE TABLE invitations (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  email citext NOT NULL,
  role text CHECK (role IN ('owner', 'admin', 'member', 'viewer')),
  status text NOT NULL DEFAULT 'pending',
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  inviter_id uuid NOT NULL REFERENCES users ON DELETE CASCADE
);
CREATE INDEX invitations_organization_id_idx ON invitations (organization_id);
CREATE INDEX invitations_email_idx ON invitations (email);

CREATE TABLE sessions (
  id uuid PRIMARY KEY,
  token text NOT NULL UNIQUE,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  expires_at timestamptz NOT NULL,
  ip_address text,
  user_agent text,
  active_organization_id uuid REFERENCES organizations ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sessions_user_id_idx ON sessions (user_id);

CREATE TABLE accounts (
  id uuid PRIMARY KEY,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (provider_id, account_id)
);
CREATE INDEX accounts_user_id_idx ON accounts (user_id);

CREATE TABLE verifications (
  id uuid PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX verifications_identifier_idx ON verifications (identifier);

-- The organizations that the current transaction acts in: the user's memberships, narrowed to app.org_id where that is
-- set; with app.org_id alone (an API key acts without a user) that one organization.
CREATE FUNCTION get_user_org_ids() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
  SELECT CASE
    WHEN public.current_user_id() IS NULL AND coalesce(current_setting('app.user_id', true), '') = '' THEN
      array_remove(ARRAY[public.current_org_id()], NULL)
    ELSE (
      SELECT coalesce(array_agg(m.organization_id), '{}')
      FROM public.organization_members m
      WHERE m.user_id = public.current_user_id()
        AND (coalesce(current_setting('app.org_id', true), '') = '' OR m.organization_id = public.current_org_id())
    )
  END
$$;
REVOKE ALL ON FUNCTION get_user_org_ids() FROM public;
GRANT EXECUTE ON FUNCTION get_user_org_ids() TO callflex_app, callflex_owner;

-- Two owners who demote each other at once both pass a check that reads first; at commit one of them fails here.
CREATE FUNCTION organization_keeps_owner() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM 1 FROM public.organizations WHERE id = OLD.organization_id FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF NOT EXISTS (SELECT 1 FROM public.organization_members WHERE organization_id = OLD.organization_id AND role = 'owner') THEN
    RAISE EXCEPTION 'organization % must keep an owner', OLD.organization_id USING ERRCODE = 'CF001';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER keeps_owner AFTER UPDATE OF role OR DELETE ON organization_members
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.role = 'owner') EXECUTE FUNCTION organization_keeps_owner();

CREATE TRIGGER update_updated_at BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION update_updated_at();
CREATE TRIGGER update_updated_at BEFORE UPDATE ON organizations FOR EACH ROW EXECUTE FUNCTION update_updated_at();
CREATE TRIGGER update_updated_at BEFORE UPDATE ON sessions FOR EACH ROW EXECUTE FUNCTION update_updated_at();
CREATE TRIGGER update_updated_at BEFORE UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION update_updated_at();
CREATE TRIGGER update_updated_at BEFORE UPDATE ON verifications FOR EACH ROW EXECUTE FUNCTION update_updated_at();

CALL protect_identity_table('users');
CALL protect_identity_table('sessions');
CALL protect_identity_table('accounts');
CALL protect_identity_table('verifications');

CALL protect_table('organizations', 'id', 'SELECT, UPDATE', 'SELECT');
CALL protect_table('organization_members', 'organization_id', 'SELECT', 'SELECT');
CALL protect_table('invitations', 'organization_id', 'SELECT', '');
CREATE POLICY auth_all ON organizations TO callflex_auth USING (true) WITH CHECK (true);
CREATE POLICY auth_all ON organization_members TO callflex_auth USING (true) WITH CHECK (true);
CREATE POLICY auth_all ON invitations TO callflex_auth USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON organizations, organization_members, invitations TO callflex_auth;

-- Colleagues see each other's name and address; nobody else's.
GRANT SELECT ON users TO callflex_app, callflex_service;
CREATE POLICY tenant_select ON users FOR SELECT TO callflex_app USING (
  id = (SELECT current_user_id())
  OR id IN (SELECT m.user_id FROM organization_members m WHERE m.organization_id = ANY ((SELECT get_user_org_ids())::uuid[]))
);
CREATE POLICY service_all ON users FOR SELECT TO callflex_service USING (true);

-- migrate:down
DROP TABLE verifications, accounts, sessions, invitations, organization_members CASCADE;
DROP FUNCTION organization_keeps_owner();
DROP TABLE organizations, users CASCADE;
DROP FUNCTION get_user_org_ids();
