-- Lost commits: which database this is, what must be read in the chats before it may be sent, and what should never be
-- seen there. Locks: SHARE ROW EXCLUSIVE on delivery for the two triggers, for as long as it takes to write the
-- catalogue; everything else is new.

-- CreateTable
CREATE TABLE "instance_state" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "identity" TEXT NOT NULL,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL,
    "examined_at" TIMESTAMPTZ(3),
    "safe_mode_code" TEXT,
    "safe_mode_since" TIMESTAMPTZ(3),
    "restore_point" TIMESTAMPTZ(3),

    CONSTRAINT "instance_state_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "delivery_id" BIGINT NOT NULL,
    "run_id" UUID NOT NULL,
    "sender_id" UUID NOT NULL,
    "is_probe" BOOLEAN NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "counts_from" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "unreadable_looks" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("delivery_id")
);

-- CreateTable
CREATE TABLE "foreign_message" (
    "sender_id" UUID NOT NULL,
    "message_id" BIGINT NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "marker" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "foreign_message_pkey" PRIMARY KEY ("sender_id","message_id")
);

-- CreateTable
CREATE TABLE "guard_refusal" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "refusal" TEXT NOT NULL,

    CONSTRAINT "guard_refusal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "verification_run_id_unreadable_looks_idx" ON "verification"("run_id", "unreadable_looks");

-- CreateIndex
CREATE INDEX "verification_sender_id_next_at_idx" ON "verification"("sender_id", "next_at");

-- CreateIndex
CREATE INDEX "foreign_message_sender_id_seen_at_idx" ON "foreign_message"("sender_id", "seen_at");

ALTER TABLE "instance_state"
  ADD CONSTRAINT "instance_state_single" CHECK (id = 1),
  ADD CONSTRAINT "instance_state_safe_mode_says_why" CHECK ((safe_mode_since IS NULL) = (safe_mode_code IS NULL));

-- Which database this is. The cluster's own number and its timeline change with an initdb, a point-in-time restore and a
-- promotion; the two object numbers change where a dump is loaded into the same cluster. The timeline is read from the
-- write-ahead log and not from pg_control_checkpoint(), which after a promotion shows the old one until the next
-- checkpoint has ended.
CREATE FUNCTION instance_identity() RETURNS text LANGUAGE sql VOLATILE AS $$
  SELECT format('%s/%s/%s/%s', s.system_identifier, substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8), d.oid,
                'instance_state'::regclass::oid)
    FROM pg_control_system() s, pg_database d WHERE d.datname = current_database()
$$;

-- What must be read in the chat first is not sent, whatever statement tries to.
CREATE FUNCTION delivery_verified_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM verification v WHERE v.delivery_id = NEW.id) THEN
    RAISE EXCEPTION 'to be verified before it is sent (delivery %)', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER delivery_verified_first BEFORE UPDATE OF state ON "delivery" FOR EACH ROW
  WHEN (NEW.state = 'sending' AND OLD.state <> 'sending') EXECUTE FUNCTION delivery_verified_first();

-- Proof, from wherever it came, ends a verification. Nothing else that closes a row does: the message of a cancelled one
-- is looked for all the same.
CREATE FUNCTION verification_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM verification WHERE delivery_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER verification_end AFTER UPDATE OF state ON "delivery" FOR EACH ROW
  WHEN (NEW.state = 'sent' AND OLD.state <> 'sent') EXECUTE FUNCTION verification_end();
