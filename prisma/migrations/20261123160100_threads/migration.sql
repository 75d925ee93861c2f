-- Threads as targets, and what a bot was told of the places that campaigns name: where its posts would land, and why not.
-- Locks: none on what is there; everything here is new.

-- CreateTable
CREATE TABLE "thread" (
    "chat_id" BIGINT NOT NULL,
    "id" BIGINT NOT NULL,
    "message_id" BIGINT NOT NULL,
    "root_chat_id" BIGINT NOT NULL,
    "known_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "thread_pkey" PRIMARY KEY ("chat_id")
);

-- CreateTable
CREATE TABLE "place_lookup" (
    "sender_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "id" BIGINT NOT NULL,
    "next_try_at" TIMESTAMPTZ(3),
    "looked_at" TIMESTAMPTZ(3),
    "obstacle" TEXT,
    "trouble" TEXT,
    "thread_chat_id" BIGINT,
    "root_chat_id" BIGINT,

    CONSTRAINT "place_lookup_pkey" PRIMARY KEY ("sender_id","kind","id")
);

ALTER TABLE "place_lookup"
  ADD CONSTRAINT "place_lookup_kind" CHECK (kind IN ('chat', 'thread', 'message')),
  -- Nobody was asked, or somebody has answered.
  ADD CONSTRAINT "place_lookup_is_asked" CHECK (next_try_at IS NOT NULL OR looked_at IS NOT NULL);
-- Work of a bot's owner; change this and takePlaces together.
CREATE INDEX "place_lookup_due_ix" ON "place_lookup" ("sender_id", "next_try_at") WHERE next_try_at IS NOT NULL;
