-- Marker channels of a bot, and the canary messages that test them.
-- Locks: ACCESS EXCLUSIVE on sender for a moment (constant defaults rewrite nothing; the CHECKs read the few rows).

-- AlterTable
ALTER TABLE "sender" ADD COLUMN "canary_due_at" TIMESTAMPTZ(3),
ADD COLUMN "canary_outcome" TEXT,
ADD COLUMN "canary_tried_at" TIMESTAMPTZ(3),
ADD COLUMN "canary_user_id" BIGINT,
ADD COLUMN "marker_avatar" TEXT NOT NULL DEFAULT 'untested',
ADD COLUMN "marker_buttons" TEXT NOT NULL DEFAULT 'untested',
ADD COLUMN "marker_edit" TEXT NOT NULL DEFAULT 'untested',
ADD COLUMN "marker_history" TEXT NOT NULL DEFAULT 'untested',
ADD COLUMN "markers_checked_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "canary_message" (
    "id" BIGSERIAL NOT NULL,
    "sender_id" UUID NOT NULL,
    "user_id" BIGINT NOT NULL,
    "marker" TEXT NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "chat_id" BIGINT,
    "message_id" BIGINT,
    "removed_at" TIMESTAMPTZ(3),
    "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "canary_message_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "canary_message_marker_key" ON "canary_message"("marker");

-- CreateIndex
CREATE INDEX "canary_message_sender_id_message_id_idx" ON "canary_message"("sender_id", "message_id");

-- Those that may still stand in a chat.
CREATE INDEX "canary_message_open_ix" ON "canary_message" ("sender_id", "next_try_at") WHERE removed_at IS NULL;

ALTER TABLE "sender"
  ADD CONSTRAINT "sender_marker_channels" CHECK (
    marker_avatar IN ('untested', 'kept', 'lost', 'unusable') AND
    marker_buttons IN ('untested', 'kept', 'lost', 'unusable') AND
    marker_history IN ('untested', 'kept', 'lost', 'unusable') AND
    marker_edit IN ('untested', 'kept', 'lost', 'unusable')),
  ADD CONSTRAINT "sender_canary_user" CHECK (canary_user_id > 0);
