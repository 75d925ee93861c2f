-- People are found through an index in every locale. pg_trgm takes as letters what the locale of the database calls so;
-- where that is C, Cyrillic has none, and the index of the migration before found nothing that is written in it. This one
-- holds each Cyrillic letter as the key of the keyboard that it is on, which is ASCII.
--
-- Locks: ACCESS EXCLUSIVE on the old index for a moment; SHARE on person while the new one is built (100,000 people: about
-- two seconds, in which a sync waits and reads do not).
DROP INDEX IF EXISTS "person_search_ix";

-- Not one to one: what it finds is compared with what was asked for.
CREATE FUNCTION keyed(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  translate(said, 'йцукенгшщзхъфывапролджэячсмитьбю', 'qwertyuiop01asdfghjkl23zxcvbnm45');

DO $$
BEGIN
  CREATE INDEX "person_keys_ix" ON "person"
    USING gin (keyed(person_search(first_name, last_name, nickname, email)) gin_trgm_ops);
EXCEPTION WHEN undefined_object THEN
  RAISE NOTICE 'pg_trgm is not available: people are searched without an index';
END $$;
