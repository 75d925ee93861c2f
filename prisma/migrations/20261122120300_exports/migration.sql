-- Files of recipients, made by workers in pieces and kept for a day, so that any api process can serve them.
--
-- Locks: none on what exists; operation takes SHARE ROW EXCLUSIVE for the moment in which the reference is made.
CREATE TABLE "export" (
    "operation_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "format" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "language" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "after_id" BIGINT NOT NULL DEFAULT 0,
    "chunk_count" INTEGER NOT NULL DEFAULT 0,
    "row_count" INTEGER NOT NULL DEFAULT 0,
    "byte_count" BIGINT NOT NULL DEFAULT 0,
    "writer_state" JSONB,
    "ready_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "export_pkey" PRIMARY KEY ("operation_id"),
    CONSTRAINT "export_is_ready_for_a_while" CHECK ((ready_at IS NULL) = (expires_at IS NULL))
);

-- One's own, newest first.
CREATE INDEX "export_requested_by_requested_at_operation_id_idx"
    ON "export"("requested_by", "requested_at" DESC, "operation_id" DESC);

CREATE TABLE "export_chunk" (
    "operation_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "export_chunk_pkey" PRIMARY KEY ("operation_id","number")
);
-- They come packed: Postgres' own attempt would only cost time.
ALTER TABLE "export_chunk" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

ALTER TABLE "export" ADD CONSTRAINT "export_operation_id_fkey"
    FOREIGN KEY ("operation_id") REFERENCES "operation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "export_chunk" ADD CONSTRAINT "export_chunk_operation_id_fkey"
    FOREIGN KEY ("operation_id") REFERENCES "export"("operation_id") ON DELETE CASCADE ON UPDATE CASCADE;
