-- What happened, for whoever watches from outside: events are written by triggers, in the transaction of what they tell,
-- so that no path of the code can change something and forget to say so.
-- Locks: CREATE TRIGGER takes SHARE ROW EXCLUSIVE on run, sender, operation, open_breaker, delivery, receipt and
-- acknowledgement for a moment; no row of them is read or written. What happened before is not told.

-- CreateTable
CREATE TABLE "outbox_event" (
    "n" BIGSERIAL NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "type" TEXT NOT NULL,
    "campaign_id" UUID,
    "run_id" UUID,
    "data" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "seq" BIGINT,

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("n")
);

-- CreateTable
CREATE TABLE "outbox_part" (
    "id" BIGSERIAL NOT NULL,
    "type" TEXT NOT NULL,
    "run_id" UUID NOT NULL,
    "delivery_id" BIGINT NOT NULL,

    CONSTRAINT "outbox_part_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_head" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "last_seq" BIGINT NOT NULL DEFAULT 0,
    "progress_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "outbox_head_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_progress" (
    "run_id" UUID NOT NULL,
    "percent" SMALLINT NOT NULL,

    CONSTRAINT "run_progress_pkey" PRIMARY KEY ("run_id")
);

-- CreateTable
CREATE TABLE "connection_trouble" (
    "sender_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "connection_trouble_pkey" PRIMARY KEY ("sender_id","kind")
);

-- CreateIndex
CREATE UNIQUE INDEX "outbox_event_id_key" ON "outbox_event"("id");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_event_seq_key" ON "outbox_event"("seq");

-- CreateIndex
CREATE INDEX "outbox_event_campaign_id_seq_idx" ON "outbox_event"("campaign_id", "seq");

-- CreateIndex
CREATE INDEX "outbox_event_created_at_idx" ON "outbox_event"("created_at");

-- Written and not numbered yet; change this and numberFresh together.
CREATE INDEX "outbox_event_fresh_ix" ON "outbox_event" ("n") WHERE seq IS NULL;

ALTER TABLE "outbox_head" ADD CONSTRAINT "outbox_head_is_one_row" CHECK (id = 1);
INSERT INTO "outbox_head" (id) VALUES (1);

-- The life of a run. paused_by is 'system' for a hold; words of people are cut, for an event is thin.
CREATE FUNCTION outbox_run() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kind text;
BEGIN
  kind := CASE
    WHEN TG_OP = 'INSERT' THEN 'campaign.started'
    WHEN NEW.status = 'paused' AND NEW.paused_by = 'system' THEN 'campaign.held'
    WHEN NEW.status = 'paused' THEN 'campaign.paused'
    WHEN OLD.status = 'paused' AND NEW.status IN ('running', 'preparing') THEN 'campaign.resumed'
    WHEN OLD.status = 'completed' AND NEW.status = 'running' THEN 'campaign.reopened'
    WHEN NEW.status = 'cancelling' THEN 'campaign.cancelling'
    WHEN NEW.status = 'completed' THEN 'campaign.completed'
    WHEN NEW.status = 'cancelled' THEN 'campaign.cancelled'
  END;
  IF kind IS NOT NULL THEN
    INSERT INTO outbox_event (type, campaign_id, run_id, data)
    VALUES (kind, NEW.campaign_id, NEW.id, jsonb_strip_nulls(jsonb_build_object('status', NEW.status) ||
      CASE WHEN NEW.status IN ('paused', 'cancelling', 'cancelled')
           THEN jsonb_build_object('by', NEW.paused_by, 'code', NEW.pause_code, 'reason', left(NEW.pause_reason, 500))
           ELSE '{}' END));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER outbox_run_begins AFTER INSERT ON "run" FOR EACH ROW EXECUTE FUNCTION outbox_run();
CREATE TRIGGER outbox_run_moves AFTER UPDATE OF status ON "run" FOR EACH ROW
  WHEN (NEW.status <> OLD.status) EXECUTE FUNCTION outbox_run();

-- A recall that is through.
CREATE FUNCTION outbox_recalled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox_event (type, campaign_id, run_id, data)
  SELECT 'campaign.recalled', c.campaign_id, c.run_id, jsonb_build_object('operation_id', NEW.id, 'by', c.requested_by)
    FROM correction c WHERE c.operation_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER outbox_recalled AFTER UPDATE OF status ON "operation" FOR EACH ROW
  WHEN (NEW.type = 'recall' AND NEW.status = 'succeeded' AND OLD.status <> 'succeeded')
  EXECUTE FUNCTION outbox_recalled();

-- A bot that cannot send, and that can again: told once each, however often the row is written.
CREATE FUNCTION outbox_trouble(sender uuid, trouble text, why text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO connection_trouble (sender_id, kind) VALUES (sender, trouble) ON CONFLICT DO NOTHING;
  IF FOUND THEN
    INSERT INTO outbox_event (type, data)
    VALUES ('connection.degraded', jsonb_build_object('sender_id', sender, 'code', why));
  END IF;
END $$;
CREATE FUNCTION outbox_relief(sender uuid, trouble text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM connection_trouble WHERE sender_id = sender AND kind = trouble;
  IF FOUND THEN
    INSERT INTO outbox_event (type, data) VALUES ('connection.restored', jsonb_build_object('sender_id', sender));
  END IF;
END $$;

CREATE FUNCTION outbox_sender() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status = 'held' THEN
    PERFORM outbox_trouble(NEW.id, 'held', coalesce(NEW.hold_code, 'held'));
  ELSE
    PERFORM outbox_relief(NEW.id, 'held');
  END IF;
  RETURN NULL;
END $$;
-- By way of `checking`, which is no news.
CREATE TRIGGER outbox_sender AFTER UPDATE OF status ON "sender" FOR EACH ROW
  WHEN (NEW.status <> OLD.status AND NEW.status IN ('held', 'active')) EXECUTE FUNCTION outbox_sender();

CREATE FUNCTION outbox_breaker() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM outbox_trouble(NEW.sender_id, 'breaker', 'too_many_doubts');
  ELSE
    PERFORM outbox_relief(OLD.sender_id, 'breaker');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER outbox_breaker AFTER INSERT OR DELETE ON "open_breaker" FOR EACH ROW EXECUTE FUNCTION outbox_breaker();

-- Told in batches: a row each here, gathered into events every few seconds.
CREATE FUNCTION outbox_failed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox_part (type, run_id, delivery_id) VALUES ('delivery.failed', NEW.run_id, NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER outbox_failed AFTER UPDATE OF state ON "delivery" FOR EACH ROW
  WHEN (NEW.state = 'failed' AND OLD.state <> 'failed') EXECUTE FUNCTION outbox_failed();

CREATE FUNCTION outbox_read() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox_part (type, run_id, delivery_id)
  SELECT 'receipt.read', d.run_id, d.id FROM delivery d WHERE d.id = NEW.delivery_id;
  RETURN NULL;
END $$;
CREATE TRIGGER outbox_read_at_once AFTER INSERT ON "receipt" FOR EACH ROW
  WHEN (NEW.read_seen_at IS NOT NULL) EXECUTE FUNCTION outbox_read();
CREATE TRIGGER outbox_read_later AFTER UPDATE OF read_seen_at ON "receipt" FOR EACH ROW
  WHEN (NEW.read_seen_at IS NOT NULL AND OLD.read_seen_at IS NULL) EXECUTE FUNCTION outbox_read();

CREATE FUNCTION outbox_acknowledged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox_event (type, campaign_id, run_id, data)
  SELECT 'receipt.acknowledged', r.campaign_id, r.id, jsonb_build_object('delivery_id', d.id, 'user_id', d.recipient_id,
         'choice', NEW.choice, 'acked_at', to_char(NEW.acked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    FROM delivery d JOIN run r ON r.id = d.run_id WHERE d.id = NEW.delivery_id;
  RETURN NULL;
END $$;
CREATE TRIGGER outbox_acknowledged AFTER INSERT ON "acknowledgement" FOR EACH ROW EXECUTE FUNCTION outbox_acknowledged();
