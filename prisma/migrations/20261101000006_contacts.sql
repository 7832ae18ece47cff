-- migrate:up

CREATE TABLE contacts (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  phone text NOT NULL CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),
  name text,
  email citext,
  notes text,
  tags text[] NOT NULL DEFAULT '{}',
  blocked boolean NOT NULL DEFAULT false,
  first_call_at timestamptz,
  last_call_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, id),
  UNIQUE (organization_id, phone)
);
CREATE INDEX contacts_search_idx ON contacts USING gin (organization_id, (coalesce(name, '') || ' ' || phone) gin_trgm_ops);
CREATE TRIGGER update_updated_at BEFORE UPDATE ON contacts FOR EACH ROW EXECUTE FUNCTION update_updated_at();
CALL protect_table('contacts', 'organization_id', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE');

-- migrate:down
DROP TABLE contacts;
