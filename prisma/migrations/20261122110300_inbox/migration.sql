-- What the messenger tells of its own accord: events, stored before anything is done about them.
-- Locks: none but on what is made here; no table that exists is touched.

-- CreateEnum
CREATE TYPE "inbound_event_state" AS ENUM ('received', 'stale', 'applied', 'refused');

-- CreateTable
CREATE TABLE "inbound_event" (
    "id" BIGSERIAL NOT NULL,
    "sender_id" UUID NOT NULL,
    "natural_key" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "message_id" BIGINT,
    "body" JSONB NOT NULL,
    "said_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" "inbound_event_state" NOT NULL,
    "outcome" TEXT,
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbound_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_history" (
    "sender_id" UUID NOT NULL,
    "last_event_at" TIMESTAMPTZ(3),
    "polled_at" TIMESTAMPTZ(3),
    "trouble" TEXT,
    "gap_from" TIMESTAMPTZ(3),
    "gap_found_at" TIMESTAMPTZ(3),

    CONSTRAINT "event_history_pkey" PRIMARY KEY ("sender_id")
);

-- CreateTable
CREATE TABLE "inbound_webhook" (
    "sender_id" UUID NOT NULL,
    "path_hash" BYTEA NOT NULL,
    "secret_sealed" BYTEA NOT NULL,
    "previous_sealed" BYTEA,
    "previous_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "accepted_at" TIMESTAMPTZ(3),
    "refused_count" INTEGER NOT NULL DEFAULT 0,
    "refused_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbound_webhook_pkey" PRIMARY KEY ("sender_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "inbound_event_sender_id_natural_key_key" ON "inbound_event"("sender_id", "natural_key");

-- CreateIndex
CREATE UNIQUE INDEX "inbound_webhook_path_hash_key" ON "inbound_webhook"("path_hash");

-- What is still to be done, the longest due first; change this and takeDueEvents together.
CREATE INDEX "inbound_event_open_ix" ON "inbound_event" ("sender_id", "next_try_at", "id") WHERE state IN ('received', 'stale');
-- What nobody could make anything of, for the doctor; and what is old enough to be forgotten.
CREATE INDEX "inbound_event_refused_ix" ON "inbound_event" ("sender_id", "settled_at") WHERE state = 'refused';
CREATE INDEX "inbound_event_settled_ix" ON "inbound_event" ("settled_at") WHERE settled_at IS NOT NULL;

ALTER TABLE "inbound_event"
  ADD CONSTRAINT "inbound_event_source" CHECK (source IN ('polled', 'webhook')),
  ADD CONSTRAINT "inbound_event_settled" CHECK ((state IN ('applied', 'refused')) = (settled_at IS NOT NULL)),
  ADD CONSTRAINT "inbound_event_settled_says_how" CHECK ((state IN ('applied', 'refused')) = (outcome IS NOT NULL));
ALTER TABLE "inbound_webhook"
  ADD CONSTRAINT "inbound_webhook_previous_ends" CHECK ((previous_sealed IS NULL) = (previous_until IS NULL));
