-- The directory beyond people and tags: opt-outs, custom properties, chats, what was read when, and search.
--
-- Locks: new tables lock nothing that is in use. `ALTER TABLE person ADD COLUMN` takes ACCESS EXCLUSIVE on person for a
-- moment and rewrites nothing. The index on person takes SHARE (a sync waits for it, reads do not; 100,000 people: about
-- two seconds), the one on delivery takes SHARE, too: sends wait while it is built (a million rows: about a second).

-- Who is not to be written to for a while, and why. No reference to person: a mirror that is emptied and read anew must
-- not forget anybody's wish.
CREATE TABLE "opt_out" (
    "person_id" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3),
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "opt_out_pkey" PRIMARY KEY ("person_id"),
    CONSTRAINT "opt_out_has_a_reason" CHECK (reason ~ '\S')
);

-- Filled only while VESTNIK_STORE_EMAIL says so; the next sync after that empties it.
ALTER TABLE "person" ADD COLUMN "email" TEXT;

CREATE TABLE "custom_property" (
    "id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "data_type" TEXT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "custom_property_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "chat" (
    "id" BIGINT NOT NULL,
    "name" TEXT,
    "owner_id" BIGINT,
    "is_channel" BOOLEAN NOT NULL,
    "is_archived" BOOLEAN NOT NULL,
    "is_public" BOOLEAN NOT NULL,
    "is_member" BOOLEAN NOT NULL,
    "member_count" INTEGER NOT NULL,
    "last_message_at" TIMESTAMPTZ(3),
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "members_synced_at" TIMESTAMPTZ(3) NOT NULL,
    "left_at" TIMESTAMPTZ(3),

    CONSTRAINT "chat_pkey" PRIMARY KEY ("id")
);

-- No reference to person: a chat may be read before the person who joined it.
CREATE TABLE "chat_member" (
    "chat_id" BIGINT NOT NULL,
    "person_id" BIGINT NOT NULL,

    CONSTRAINT "chat_member_pkey" PRIMARY KEY ("chat_id","person_id")
);
ALTER TABLE "chat_member" ADD CONSTRAINT "chat_member_chat_id_fkey"
  FOREIGN KEY ("chat_id") REFERENCES "chat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- People of whom the messenger said that something has changed, until somebody has looked.
CREATE TABLE "person_lookup" (
    "person_id" BIGINT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_lookup_pkey" PRIMARY KEY ("person_id")
);
CREATE INDEX "person_lookup_next_try_at_idx" ON "person_lookup"("next_try_at");

-- What was asked of one sync.
CREATE TABLE "directory_sync_order" (
    "operation_id" UUID NOT NULL,
    "allow_shrink" BOOLEAN NOT NULL DEFAULT false,
    "is_full" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "directory_sync_order_pkey" PRIMARY KEY ("operation_id")
);

-- How old each part of the mirror is.
CREATE TABLE "directory_reading" (
    "kind" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "full_at" TIMESTAMPTZ(3),
    "requests" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "problem_at" TIMESTAMPTZ(3),

    CONSTRAINT "directory_reading_pkey" PRIMARY KEY ("kind"),
    CONSTRAINT "directory_reading_kind" CHECK (kind IN ('people', 'tags', 'properties', 'chats'))
);

-- What one person got, newest first.
CREATE INDEX "delivery_recipient_id_id_idx" ON "delivery"("recipient_id", "id");

-- Letter case and ё as е, whatever the locale of the database: `lower` alone knows Cyrillic only in some of them.
CREATE FUNCTION folded(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  translate(lower(said), 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯё', 'абвгдеежзийклмнопрстуфхцчшщъыьэюяе');

-- Whatever a person is looked for by.
CREATE FUNCTION person_search(first_name text, last_name text, nickname text, email text)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  folded(coalesce(first_name, '') || ' ' || coalesce(last_name, '') || ' ' || nickname || ' ' || coalesce(email, ''));

-- pg_trgm comes with every Postgres and may be added by the owner of a database. Where it may not, a search reads all
-- people instead: slower, the same answer.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX "person_search_ix" ON "person"
    USING gin (person_search(first_name, last_name, nickname, email) gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported OR undefined_object THEN
  RAISE NOTICE 'pg_trgm is not available: people are searched without an index';
END $$;
