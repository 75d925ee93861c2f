-- Priorities, what the messenger's 429s teach, and the sends of the last minute.
-- Locks: ACCESS EXCLUSIVE on campaign and run for a moment (constant defaults rewrite nothing; the CHECKs read the few
-- rows). SHARE on delivery while the index is built: sends and their outcomes wait meanwhile, about a second per million
-- rows, and go on by themselves.

-- AlterTable
ALTER TABLE "campaign" ADD COLUMN "priority" TEXT NOT NULL DEFAULT 'normal';

-- AlterTable
ALTER TABLE "run" ADD COLUMN "failure_hold_at" INTEGER,
ADD COLUMN "priority" TEXT NOT NULL DEFAULT 'normal';

-- CreateTable
CREATE TABLE "throttle" (
    "id" BIGSERIAL NOT NULL,
    "sender_id" UUID NOT NULL,
    "request_class" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "wait_until" TIMESTAMPTZ(3) NOT NULL,
    "reduced_to" INTEGER NOT NULL,

    CONSTRAINT "throttle_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "throttle_sender_id_at_idx" ON "throttle"("sender_id", "at");

ALTER TABLE "campaign" ADD CONSTRAINT "campaign_priority" CHECK (priority IN ('urgent', 'normal', 'low'));
ALTER TABLE "run"
  ADD CONSTRAINT "run_priority" CHECK (priority IN ('urgent', 'normal', 'low')),
  -- So many outcomes the run had when it was last held for its failures.
  ADD CONSTRAINT "run_failure_hold_at" CHECK (failure_hold_at >= 0);
ALTER TABLE "throttle" ADD CONSTRAINT "throttle_reduced_to" CHECK (reduced_to >= 1);

-- What a bot has sent lately, whatever the runs.
CREATE INDEX "delivery_sent_ix" ON "delivery" ("sender_id", "sent_at") WHERE state = 'sent';
