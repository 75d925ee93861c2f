-- What can be done to delivered messages: what was asked for, and the recall of each message.
-- Locks: only new objects are made; CREATE TRIGGER takes SHARE ROW EXCLUSIVE on delivery for a moment.

-- CreateEnum
CREATE TYPE "recall_state" AS ENUM ('todo', 'doing', 'gone', 'failed', 'unneeded', 'cancelled');

-- CreateTable
CREATE TABLE "correction" (
    "operation_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "params" JSONB NOT NULL,
    "total" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "correction_pkey" PRIMARY KEY ("operation_id")
);

-- CreateTable
CREATE TABLE "recall" (
    "delivery_id" BIGINT NOT NULL,
    "operation_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "sender_id" UUID NOT NULL,
    "state" "recall_state" NOT NULL DEFAULT 'todo',
    "attempt" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "worker" TEXT,
    "reading" TEXT,
    "looked_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "why" TEXT,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "recall_pkey" PRIMARY KEY ("delivery_id")
);

-- CreateIndex
CREATE INDEX "correction_campaign_id_requested_at_idx" ON "correction"("campaign_id", "requested_at" DESC);

-- CreateIndex
CREATE INDEX "recall_run_id_state_idx" ON "recall"("run_id", "state");

-- AddForeignKey
ALTER TABLE "recall" ADD CONSTRAINT "recall_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "delivery"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "correction"
  ADD CONSTRAINT "correction_kind" CHECK (kind IN ('recall', 'edit', 'retry')),
  ADD CONSTRAINT "correction_total" CHECK (total >= 0);
CREATE TRIGGER correction_append_only BEFORE UPDATE OR DELETE ON "correction"
  FOR EACH ROW EXECUTE FUNCTION append_only();

ALTER TABLE "recall"
  ADD CONSTRAINT "recall_reading" CHECK (reading IN ('before_read', 'after_read', 'unknown')),
  ADD CONSTRAINT "recall_gone_says_how" CHECK ((state = 'gone') = (outcome IS NOT NULL)),
  ADD CONSTRAINT "recall_outcome" CHECK (outcome IN ('deleted', 'already_gone')),
  ADD CONSTRAINT "recall_deleted_says_whether_read" CHECK (outcome IS DISTINCT FROM 'deleted' OR reading IS NOT NULL),
  ADD CONSTRAINT "recall_failed_says_why" CHECK ((state = 'failed') = (why IS NOT NULL)),
  ADD CONSTRAINT "recall_finished_at" CHECK ((state IN ('todo', 'doing')) = (finished_at IS NULL)),
  ADD CONSTRAINT "recall_doing_is_owned" CHECK (state <> 'doing' OR (worker IS NOT NULL AND due_at IS NOT NULL));
-- Work of a bot's owner. `due_at` is NULL while the send itself is in doubt: nothing can be done before it is bound.
CREATE INDEX "recall_due_ix" ON "recall" ("sender_id", "due_at") WHERE state IN ('todo', 'doing');
CREATE INDEX "recall_open_ix" ON "recall" ("operation_id") WHERE state IN ('todo', 'doing');

-- A message that was still in doubt when its recall was asked for is recalled at the moment it is bound, whichever path
-- binds it; where it turns out never to have been, there is nothing to recall. Proof that comes late revives the recall,
-- unless the person was sent it anew, by an attempt that was made after the recall.
CREATE FUNCTION recall_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = 'sent' THEN
    UPDATE recall SET state = 'todo', due_at = clock_timestamp(), finished_at = NULL
     WHERE delivery_id = NEW.id AND attempt = NEW.attempt AND state IN ('todo', 'unneeded');
  ELSIF NEW.state <> 'unknown' THEN
    UPDATE recall SET state = 'unneeded', due_at = NULL, finished_at = clock_timestamp()
     WHERE delivery_id = NEW.id AND state = 'todo';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER recall_follows AFTER UPDATE OF state ON "delivery" FOR EACH ROW
  WHEN (NEW.state IS DISTINCT FROM OLD.state AND (NEW.state = 'sent' OR OLD.state IN ('sending', 'unknown')))
  EXECUTE FUNCTION recall_follows();
