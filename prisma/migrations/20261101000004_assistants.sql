-- migrate:up

CREATE TABLE templates (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  industry_slug text NOT NULL REFERENCES industries,
  name text NOT NULL,
  description text NOT NULL,
  prompt text NOT NULL,
  first_message text NOT NULL,
  variables jsonb NOT NULL,
  functions jsonb NOT NULL,
  voice jsonb NOT NULL,
  sample_conversation jsonb NOT NULL,
  use_count integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT ON templates TO callflex_app, callflex_service;

CREATE TABLE assistants (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  template_id uuid REFERENCES templates,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'active', 'paused')),
  language text NOT NULL DEFAULT 'en',
  first_message text NOT NULL,
  prompt text NOT NULL,
  variable_values jsonb NOT NULL DEFAULT '{}',
  functions jsonb NOT NULL DEFAULT '[]',
  voice jsonb NOT NULL DEFAULT '{}',
  vapi_assistant_id text UNIQUE,
  sync_state text NOT NULL DEFAULT 'pending' CHECK (sync_state IN ('pending', 'synced', 'failed')),
  synced_version integer,
  synced_hash text,
  synced_at timestamptz,
  sync_error text,
  version integer NOT NULL DEFAULT 1,
  deleted_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, id)
);
CREATE TRIGGER update_updated_at BEFORE UPDATE ON templates FOR EACH ROW EXECUTE FUNCTION update_updated_at();
CREATE TRIGGER update_updated_at BEFORE UPDATE ON assistants FOR EACH ROW EXECUTE FUNCTION update_updated_at();

-- The gallery's popularity figure is not the tenant's to write, so the count is kept with the owner's rights.
CREATE FUNCTION increment_template_use() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE public.templates SET use_count = use_count + 1 WHERE id = NEW.template_id;
  RETURN NULL;
END $$;
CREATE TRIGGER increment_template_use AFTER INSERT ON assistants
  FOR EACH ROW WHEN (NEW.template_id IS NOT NULL) EXECUTE FUNCTION increment_template_use();

CALL protect_table('assistants', 'organization_id', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE');

-- migrate:down
DROP TABLE assistants;
DROP FUNCTION increment_template_use();
DROP TABLE templates;
