-- Test sends: what a campaign says, sent to a few people by name before it is sent to its audience.
-- Locks: none on what is there; everything here is new.

-- CreateEnum
CREATE TYPE "test_message_state" AS ENUM ('todo', 'sending', 'sent', 'refused', 'unknown', 'cancelled');

-- CreateTable
CREATE TABLE "test_send" (
    "operation_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "sender_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "parts" JSONB NOT NULL DEFAULT '{}',
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "test_send_pkey" PRIMARY KEY ("operation_id")
);

-- CreateTable
CREATE TABLE "test_message" (
    "id" BIGSERIAL NOT NULL,
    "operation_id" UUID NOT NULL,
    "sender_id" UUID NOT NULL,
    "person_id" BIGINT NOT NULL,
    "marker" TEXT NOT NULL DEFAULT new_marker(),
    "state" "test_message_state" NOT NULL DEFAULT 'todo',
    "reason" TEXT,
    "began_at" TIMESTAMPTZ(3),
    "chat_id" BIGINT,
    "message_id" BIGINT,

    CONSTRAINT "test_message_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "test_message_marker_key" ON "test_message"("marker");

-- CreateIndex
CREATE INDEX "test_message_sender_id_message_id_idx" ON "test_message"("sender_id", "message_id");

-- CreateIndex
CREATE UNIQUE INDEX "test_message_operation_id_person_id_key" ON "test_message"("operation_id", "person_id");

-- Those that may stand in a chat without their id being known.
CREATE INDEX "test_message_open_ix" ON "test_message" ("sender_id", "person_id") WHERE state IN ('sending', 'unknown');

-- AddForeignKey
ALTER TABLE "test_message" ADD CONSTRAINT "test_message_operation_id_fkey" FOREIGN KEY ("operation_id") REFERENCES "test_send"("operation_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "test_message"
  ADD CONSTRAINT "test_message_sent_has_id" CHECK ((state = 'sent') = (message_id IS NOT NULL)),
  ADD CONSTRAINT "test_message_began" CHECK (state NOT IN ('sending', 'sent', 'unknown') OR began_at IS NOT NULL);
