-- The first version of everything. Locks: only new objects are made, nothing waits.

-- CreateEnum
CREATE TYPE "sender_status" AS ENUM ('checking', 'active', 'held');

-- CreateEnum
CREATE TYPE "operation_status" AS ENUM ('queued', 'running', 'succeeded', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "campaign_status" AS ENUM ('draft', 'running', 'completed', 'cancelled');

-- CreateEnum
CREATE TYPE "run_status" AS ENUM ('preparing', 'running', 'paused', 'cancelling', 'completed', 'cancelled');

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('pending', 'leased', 'sending', 'unknown', 'sent', 'failed', 'skipped', 'cancelled', 'expired');

-- CreateTable
CREATE TABLE "secret_key" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "material" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "secret_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "key_id" TEXT NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "name" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "principal" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "status" SMALLINT,
    "body" JSONB,
    "headers" JSONB,
    "locked_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("principal","key")
);

-- CreateTable
CREATE TABLE "operation" (
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "status" "operation_status" NOT NULL DEFAULT 'queued',
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER,
    "result" JSONB,
    "error" JSONB,
    "requested_by" TEXT NOT NULL,
    "is_cancelled" BOOLEAN NOT NULL DEFAULT false,
    "owner" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "operation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sender" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "token_sealed" BYTEA NOT NULL,
    "token_fingerprint" BYTEA NOT NULL,
    "token_hint" TEXT NOT NULL,
    "status" "sender_status" NOT NULL DEFAULT 'checking',
    "hold_code" TEXT,
    "hold_detail" TEXT,
    "bot_user_id" BIGINT,
    "bot_name" TEXT,
    "avatar_url" TEXT,
    "scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "checked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sender_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sender_lease" (
    "sender_id" UUID NOT NULL,
    "owner" TEXT NOT NULL,
    "backend_pid" INTEGER NOT NULL,
    "epoch" BIGINT NOT NULL DEFAULT 1,
    "acquired_at" TIMESTAMPTZ(3) NOT NULL,
    "renewed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sender_lease_pkey" PRIMARY KEY ("sender_id")
);

-- CreateTable
CREATE TABLE "class_hold" (
    "sender_id" UUID NOT NULL,
    "request_class" TEXT NOT NULL,
    "hold_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "class_hold_pkey" PRIMARY KEY ("sender_id","request_class")
);

-- CreateTable
CREATE TABLE "person" (
    "id" BIGINT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "nickname" TEXT NOT NULL,
    "department" TEXT,
    "title" TEXT,
    "role" TEXT NOT NULL,
    "is_suspended" BOOLEAN NOT NULL,
    "is_bot" BOOLEAN NOT NULL,
    "invite_status" TEXT NOT NULL,
    "time_zone" TEXT,
    "last_activity_at" TIMESTAMPTZ(3),
    "is_away" BOOLEAN NOT NULL DEFAULT false,
    "image_url" TEXT,
    "custom_properties" JSONB NOT NULL DEFAULT '[]',
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "left_at" TIMESTAMPTZ(3),

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tag" (
    "id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "users_count" INTEGER NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_tag" (
    "person_id" BIGINT NOT NULL,
    "tag_id" BIGINT NOT NULL,

    CONSTRAINT "person_tag_pkey" PRIMARY KEY ("person_id","tag_id")
);

-- CreateTable
CREATE TABLE "directory_page" (
    "operation_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "page" INTEGER NOT NULL,
    "rows" JSONB NOT NULL,

    CONSTRAINT "directory_page_pkey" PRIMARY KEY ("operation_id","kind","page")
);

-- CreateTable
CREATE TABLE "campaign" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "status" "campaign_status" NOT NULL DEFAULT 'draft',
    "sender_id" UUID,
    "template" TEXT NOT NULL,
    "audience" JSONB NOT NULL,
    "skip_invited" BOOLEAN NOT NULL DEFAULT false,
    "on_unproven" TEXT NOT NULL DEFAULT 'resend',
    "expires_at" TIMESTAMPTZ(3),
    "external_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaign_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "content_version" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "template" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "content_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "sender_id" UUID NOT NULL,
    "content_version_id" UUID NOT NULL,
    "status" "run_status" NOT NULL DEFAULT 'preparing',
    "paused_by" TEXT,
    "pause_code" TEXT,
    "pause_reason" TEXT,
    "audience" JSONB NOT NULL,
    "skip_invited" BOOLEAN NOT NULL,
    "on_unproven" TEXT NOT NULL,
    "confirmed_count" INTEGER NOT NULL,
    "expected_count" INTEGER,
    "audience_digest" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "prepared_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" BIGSERIAL NOT NULL,
    "run_id" UUID NOT NULL,
    "step" SMALLINT NOT NULL DEFAULT 0,
    "sender_id" UUID NOT NULL,
    "recipient_id" BIGINT NOT NULL,
    "included_by" TEXT NOT NULL,
    "marker" TEXT NOT NULL,
    "state" "delivery_state" NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "content_version_id" UUID,
    "fence" BIGINT NOT NULL DEFAULT 0,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "available_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_owner" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "sending_since" TIMESTAMPTZ(3),
    "send_deadline" TIMESTAMPTZ(3),
    "doubt_since" TIMESTAMPTZ(3),
    "next_check_at" TIMESTAMPTZ(3),
    "negative_at" TIMESTAMPTZ(3),
    "negative_reads" SMALLINT NOT NULL DEFAULT 0,
    "is_parked" BOOLEAN NOT NULL DEFAULT false,
    "hwm" BIGINT NOT NULL DEFAULT 0,
    "marked_by" TEXT,
    "chat_id" BIGINT,
    "message_id" BIGINT,
    "sent_at" TIMESTAMPTZ(3),
    "evidence" TEXT,
    "outcome" TEXT,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_event" (
    "id" BIGSERIAL NOT NULL,
    "delivery_id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "from_state" "delivery_state" NOT NULL,
    "to_state" "delivery_state" NOT NULL,
    "fence" BIGINT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "actor" TEXT,
    "why" TEXT,

    CONSTRAINT "delivery_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "duplicate_message" (
    "message_id" BIGINT NOT NULL,
    "sender_id" UUID NOT NULL,
    "delivery_id" BIGINT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "duplicate_message_pkey" PRIMARY KEY ("sender_id","message_id")
);

-- CreateTable
CREATE TABLE "dm_chat" (
    "sender_id" UUID NOT NULL,
    "recipient_id" BIGINT NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "last_message_id" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "dm_chat_pkey" PRIMARY KEY ("sender_id","recipient_id")
);

-- CreateTable
CREATE TABLE "receipt_watch" (
    "delivery_id" BIGINT NOT NULL,
    "sender_id" UUID NOT NULL,
    "recipient_id" BIGINT NOT NULL,
    "message_id" BIGINT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "next_check_at" TIMESTAMPTZ(3) NOT NULL,
    "checks" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "receipt_watch_pkey" PRIMARY KEY ("delivery_id")
);

-- CreateTable
CREATE TABLE "receipt" (
    "delivery_id" BIGINT NOT NULL,
    "unread_as_of" TIMESTAMPTZ(3),
    "read_seen_at" TIMESTAMPTZ(3),
    "source" TEXT,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("delivery_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_key_key_id_key" ON "api_key"("key_id");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- CreateIndex
CREATE INDEX "operation_type_created_at_idx" ON "operation"("type", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "sender_token_fingerprint_key" ON "sender"("token_fingerprint");

-- CreateIndex
CREATE UNIQUE INDEX "sender_bot_user_id_key" ON "sender"("bot_user_id");

-- CreateIndex
CREATE INDEX "person_department_idx" ON "person"("department");

-- CreateIndex
CREATE INDEX "person_tag_tag_id_person_id_idx" ON "person_tag"("tag_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_external_id_key" ON "campaign"("external_id");

-- CreateIndex
CREATE INDEX "campaign_created_at_id_idx" ON "campaign"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "content_version_campaign_id_number_key" ON "content_version"("campaign_id", "number");

-- CreateIndex
CREATE INDEX "run_campaign_id_created_at_idx" ON "run"("campaign_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_marker_key" ON "delivery"("marker");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_run_id_recipient_id_step_key" ON "delivery"("run_id", "recipient_id", "step");

-- CreateIndex
CREATE INDEX "delivery_event_delivery_id_id_idx" ON "delivery_event"("delivery_id", "id");

-- CreateIndex
CREATE INDEX "receipt_watch_sender_id_recipient_id_idx" ON "receipt_watch"("sender_id", "recipient_id");

-- CreateIndex
CREATE INDEX "receipt_watch_sender_id_next_check_at_idx" ON "receipt_watch"("sender_id", "next_check_at");

-- AddForeignKey
ALTER TABLE "person_tag" ADD CONSTRAINT "person_tag_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_tag" ADD CONSTRAINT "person_tag_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign" ADD CONSTRAINT "campaign_sender_id_fkey" FOREIGN KEY ("sender_id") REFERENCES "sender"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "content_version" ADD CONSTRAINT "content_version_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_sender_id_fkey" FOREIGN KEY ("sender_id") REFERENCES "sender"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_content_version_id_fkey" FOREIGN KEY ("content_version_id") REFERENCES "content_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_sender_id_fkey" FOREIGN KEY ("sender_id") REFERENCES "sender"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_content_version_id_fkey" FOREIGN KEY ("content_version_id") REFERENCES "content_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- AddForeignKey
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "delivery"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------------------------
-- What Prisma's schema cannot say: the guarantees of the delivery protocol (docs/states.md), kept by Postgres itself.
-- ---------------------------------------------------------------------------------------------------------------

-- 128 bits from Postgres' strong random source, base64url without padding: 22 characters. A version-4 uuid has fixed
-- bits in bytes 7 and 9, so the sixteen bytes are gathered from the free bytes of three of them.
CREATE FUNCTION new_marker() RETURNS text LANGUAGE sql VOLATILE AS $$
  SELECT translate(rtrim(encode(
    substring(uuid_send(gen_random_uuid()) FROM 1 FOR 6) ||
    substring(uuid_send(gen_random_uuid()) FROM 1 FOR 6) ||
    substring(uuid_send(gen_random_uuid()) FROM 1 FOR 4), 'base64'), '='), '+/', '-_')
$$;

ALTER TABLE "secret_key" ADD CONSTRAINT "secret_key_single" CHECK (id = 1 AND octet_length(material) = 32);

ALTER TABLE "sender" ADD CONSTRAINT "sender_held_says_why" CHECK ((status = 'held') = (hold_code IS NOT NULL));

ALTER TABLE "campaign"
  ADD CONSTRAINT "campaign_on_unproven" CHECK (on_unproven IN ('resend', 'hold')),
  ADD CONSTRAINT "campaign_version" CHECK (version >= 1);

ALTER TABLE "run"
  ADD CONSTRAINT "run_on_unproven" CHECK (on_unproven IN ('resend', 'hold')),
  ADD CONSTRAINT "run_paused_says_why" CHECK (status <> 'paused' OR (paused_by IS NOT NULL AND pause_code IS NOT NULL)),
  ADD CONSTRAINT "run_prepared_is_counted" CHECK ((prepared_at IS NULL) = (expected_count IS NULL)),
  ADD CONSTRAINT "run_completed_is_prepared" CHECK (status <> 'completed' OR prepared_at IS NOT NULL),
  ADD CONSTRAINT "run_finished_at" CHECK ((status IN ('completed', 'cancelled')) = (finished_at IS NOT NULL));
-- One run of a campaign at a time.
CREATE UNIQUE INDEX "run_open_uq" ON "run" ("campaign_id") WHERE status NOT IN ('completed', 'cancelled');
CREATE INDEX "run_open_ix" ON "run" ("sender_id", "created_at") WHERE status NOT IN ('completed', 'cancelled');

ALTER TABLE "delivery"
  ADD CONSTRAINT "delivery_marker_length" CHECK (length(marker) = 22),
  ADD CONSTRAINT "delivery_sent_has_message" CHECK ((state = 'sent') = (message_id IS NOT NULL)),
  ADD CONSTRAINT "delivery_sent_has_evidence" CHECK ((state = 'sent') = (evidence IS NOT NULL)),
  ADD CONSTRAINT "delivery_owned_while_held" CHECK (state NOT IN ('leased', 'sending') OR lease_owner IS NOT NULL),
  ADD CONSTRAINT "delivery_sending_has_deadline" CHECK (state <> 'sending' OR send_deadline IS NOT NULL),
  ADD CONSTRAINT "delivery_doubt_has_begun" CHECK (state <> 'unknown' OR doubt_since IS NOT NULL),
  ADD CONSTRAINT "delivery_closed_says_why" CHECK ((state IN ('failed', 'skipped')) = (reason IS NOT NULL));

CREATE UNIQUE INDEX "delivery_message_uq" ON "delivery" ("sender_id", "message_id") WHERE message_id IS NOT NULL;
-- The lane: at most one send of a bot to a person whose outcome is not known.
CREATE UNIQUE INDEX "delivery_lane_uq" ON "delivery" ("sender_id", "recipient_id")
  WHERE state IN ('sending', 'unknown') AND NOT is_parked;
CREATE INDEX "delivery_claim_ix" ON "delivery" ("run_id", "available_at", "id") WHERE state = 'pending';
CREATE INDEX "delivery_lease_ix" ON "delivery" ("lease_until") WHERE state = 'leased';
CREATE INDEX "delivery_sending_ix" ON "delivery" ("send_deadline") WHERE state = 'sending';
CREATE INDEX "delivery_doubt_ix" ON "delivery" ("sender_id", "next_check_at") WHERE state = 'unknown';
-- Walking the people of a run in the order of their rows, by state.
CREATE INDEX "delivery_run_state_ix" ON "delivery" ("run_id", "state", "id");
-- States change several times per row: room on the page, and vacuum before the bloat shows.
ALTER TABLE "delivery" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

-- The database, not the code, refuses an illegal transition, and writes the history of every legal one.
CREATE FUNCTION delivery_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  is_legal boolean;
BEGIN
  IF OLD.message_id IS NOT NULL AND NEW.message_id IS DISTINCT FROM OLD.message_id THEN
    RAISE EXCEPTION 'message_id is written once (delivery %)', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.fence < OLD.fence OR NEW.attempt < OLD.attempt THEN
    RAISE EXCEPTION 'fence and attempt only grow (delivery %)', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.marker <> OLD.marker OR NEW.recipient_id <> OLD.recipient_id OR NEW.run_id <> OLD.run_id THEN
    RAISE EXCEPTION 'a delivery keeps its marker, recipient and run (delivery %)', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state IS NOT DISTINCT FROM NEW.state THEN
    RETURN NEW;
  END IF;

  is_legal := CASE
    -- Positive evidence is accepted from any state, and never taken back (recall is a dimension of its own).
    WHEN NEW.state = 'sent'    THEN true
    WHEN OLD.state = 'pending' THEN NEW.state IN ('leased', 'skipped', 'cancelled', 'expired')
    WHEN OLD.state = 'leased'  THEN NEW.state IN ('pending', 'sending', 'skipped', 'cancelled', 'expired')
    WHEN OLD.state = 'sending' THEN NEW.state IN ('pending', 'failed', 'unknown')
    WHEN OLD.state = 'unknown' THEN NEW.state IN ('pending', 'failed')
    WHEN OLD.state IN ('failed', 'skipped', 'expired')
      THEN NEW.state = 'pending' AND coalesce(current_setting('vestnik.operator_retry', true), '') = 'on'
    ELSE false
  END;
  -- Not «NOT is_legal»: a NULL must refuse, too.
  IF is_legal IS NOT TRUE THEN
    RAISE EXCEPTION 'illegal delivery transition % -> % (delivery %)', OLD.state, NEW.state, OLD.id
      USING ERRCODE = 'check_violation';
  END IF;
  -- The only way out of doubt towards a new send is a counted, aged absence.
  IF OLD.state = 'unknown' AND NEW.state = 'pending' AND (NEW.negative_reads < 2 OR NEW.fence <= OLD.fence) THEN
    RAISE EXCEPTION 'resend without proof of absence (delivery %)', OLD.id USING ERRCODE = 'check_violation';
  END IF;

  INSERT INTO delivery_event (delivery_id, at, from_state, to_state, fence, attempt, actor, why)
  VALUES (NEW.id, clock_timestamp(), OLD.state, NEW.state, NEW.fence, NEW.attempt,
          coalesce(nullif(current_setting('vestnik.actor', true), ''), NEW.lease_owner, OLD.lease_owner),
          coalesce(NEW.reason, NEW.outcome));
  RETURN NEW;
END $$;
CREATE TRIGGER delivery_guard BEFORE UPDATE ON "delivery" FOR EACH ROW EXECUTE FUNCTION delivery_guard();

-- Work that waits or runs; finished operations pile up.
CREATE INDEX "operation_open_ix" ON "operation" ("type", "created_at") WHERE status IN ('queued', 'running');

-- History and ledger rows are never taken away.
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER delivery_event_append_only BEFORE UPDATE OR DELETE ON "delivery_event"
  FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER delivery_is_kept BEFORE DELETE ON "delivery" FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER content_version_append_only BEFORE UPDATE OR DELETE ON "content_version"
  FOR EACH ROW EXECUTE FUNCTION append_only();

-- A sent message is watched for reading from the moment it is known, in the same transaction.
CREATE FUNCTION receipt_watch_begin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO receipt_watch (delivery_id, sender_id, recipient_id, message_id, sent_at, next_check_at)
  VALUES (NEW.id, NEW.sender_id, NEW.recipient_id, NEW.message_id, NEW.sent_at, NEW.sent_at)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER receipt_watch_begin AFTER UPDATE OF state ON "delivery" FOR EACH ROW
  WHEN (NEW.state = 'sent' AND OLD.state <> 'sent') EXECUTE FUNCTION receipt_watch_begin();

-- A read is never taken away, and no later look moves it.
CREATE FUNCTION receipt_is_monotone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.read_seen_at IS NOT NULL AND NEW.read_seen_at IS DISTINCT FROM OLD.read_seen_at THEN
    RAISE EXCEPTION 'a read is written once (delivery %)', OLD.delivery_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER receipt_is_monotone BEFORE UPDATE ON "receipt" FOR EACH ROW EXECUTE FUNCTION receipt_is_monotone();
ALTER TABLE "receipt"
  ADD CONSTRAINT "receipt_read_has_source" CHECK ((read_seen_at IS NULL) = (source IS NULL));
