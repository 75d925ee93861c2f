-- Files that messages carry: their bytes in pieces, so that any process of any machine can read them, and by what key
-- each bot has them at the messenger.
-- Locks: none on what is there; everything here is new.

-- CreateTable
CREATE TABLE "file" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "size" INTEGER,
    "sha256" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file_chunk" (
    "file_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "file_chunk_pkey" PRIMARY KEY ("file_id","number")
);

-- CreateTable
CREATE TABLE "sender_file" (
    "sender_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sender_file_pkey" PRIMARY KEY ("sender_id","file_id")
);

-- CreateIndex
CREATE INDEX "file_created_at_id_idx" ON "file"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "file_sha256_idx" ON "file"("sha256");

-- AddForeignKey
ALTER TABLE "file_chunk" ADD CONSTRAINT "file_chunk_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sender_file" ADD CONSTRAINT "sender_file_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "file"
  ADD CONSTRAINT "file_kind" CHECK (kind IN ('file', 'image', 'audio')),
  -- Both are known once all of it has come.
  ADD CONSTRAINT "file_whole" CHECK ((size IS NULL) = (sha256 IS NULL));

-- Pictures and archives are compressed already; trying again would cost time only.
ALTER TABLE "file_chunk" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
