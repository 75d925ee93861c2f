-- What people did with a message: answers in its chat, reactions to it. What an answer says is not kept.
-- Locks: SHARE ROW EXCLUSIVE on delivery for a moment (foreign keys of tables that are empty); no row is read.
CREATE TABLE "reply" (
    "id" BIGSERIAL NOT NULL,
    "run_id" UUID NOT NULL,
    "delivery_id" BIGINT NOT NULL,
    "sender_id" UUID NOT NULL,
    "person_id" BIGINT NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "message_id" BIGINT NOT NULL,
    "is_quoting" BOOLEAN NOT NULL,
    "said_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "reply_pkey" PRIMARY KEY ("id")
);
-- An answer is told twice or late, and is one.
CREATE UNIQUE INDEX "reply_sender_id_message_id_key" ON "reply"("sender_id", "message_id");
CREATE INDEX "reply_run_id_id_idx" ON "reply"("run_id", "id");
ALTER TABLE "reply" ADD CONSTRAINT "reply_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "delivery"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "reaction" (
    "id" BIGSERIAL NOT NULL,
    "run_id" UUID NOT NULL,
    "delivery_id" BIGINT NOT NULL,
    "person_id" BIGINT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "put_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "reaction_pkey" PRIMARY KEY ("id")
);
-- Nobody puts the same reaction on a message twice.
CREATE UNIQUE INDEX "reaction_delivery_id_person_id_code_name_key" ON "reaction"("delivery_id", "person_id", "code", "name");
CREATE INDEX "reaction_run_id_id_idx" ON "reaction"("run_id", "id");
ALTER TABLE "reaction" ADD CONSTRAINT "reaction_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "delivery"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
