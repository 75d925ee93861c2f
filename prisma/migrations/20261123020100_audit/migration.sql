-- Who did what, and why: append-only, each row chained to the one before by a hash, numbered without a gap.
-- Locks: none on what is there; everything here is new.

-- CreateTable
CREATE TABLE "audit_event" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "actor" TEXT NOT NULL,
    "person_id" BIGINT,
    "action" TEXT NOT NULL,
    "object" TEXT,
    "reason" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',
    "prev" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "last_seq" BIGINT NOT NULL DEFAULT 0,
    "last_hash" BYTEA NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "audit_event_object_seq_idx" ON "audit_event"("object", "seq");

-- CreateIndex
CREATE INDEX "audit_event_actor_seq_idx" ON "audit_event"("actor", "seq");

-- CreateIndex
CREATE INDEX "audit_event_action_seq_idx" ON "audit_event"("action", "seq");

ALTER TABLE "audit_head" ADD CONSTRAINT "audit_head_is_one_row" CHECK (id = 1);
INSERT INTO "audit_head" (id, last_hash) VALUES (1, decode(repeat('00', 32), 'hex'));

-- SHA-256 over the hash before it and the row as one JSON array: sequence, time in UTC to the millisecond, actor, person,
-- action, object, reason, data. Change it never: every row that is there was hashed with it.
CREATE FUNCTION audit_hash(e audit_event) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(e.prev || convert_to(jsonb_build_array(
    e.seq, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    e.actor, e.person_id, e.action, e.object, e.reason, e.data)::text, 'UTF8'))
$$;

-- The head's row is held until the writer's transaction ends: whoever writes next waits, so numbers have no gap.
CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE audit_head SET last_seq = last_seq + 1 RETURNING last_seq, last_hash INTO NEW.seq, NEW.prev;
  NEW.at := clock_timestamp();
  NEW.hash := audit_hash(NEW);
  UPDATE audit_head SET last_hash = NEW.hash;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_event_chain BEFORE INSERT ON "audit_event" FOR EACH ROW EXECUTE FUNCTION audit_chain();
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON "audit_event"
  FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER audit_event_is_kept BEFORE TRUNCATE ON "audit_event" FOR EACH STATEMENT EXECUTE FUNCTION append_only();
